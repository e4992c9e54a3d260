"""쪽마다 소개를 답니다: 찾는 곳의 요약, 링크를 붙였을 때의 미리보기, 주소줄의 빛깔, 404 쪽.

소개는 쪽의 첫 문단입니다. 다르게 적고 싶은 쪽은 머리말에 `description:`을 둡니다.
BASE_URL(예: https://example.org/book/)을 주고 지으면 온전한 주소도 적습니다. 없으면 어디에 놓일지 모르는
책이라 적지 않습니다. 미리보기 그림은 온전한 주소가 있어야 보이는 곳이 많습니다.
"""

import os
from html import escape

from docutils import nodes

LONGEST = 155       # 찾는 곳은 이보다 긴 글을 자릅니다.
PREVIEW = "_static/preview.png"
ICON = "_static/touch-icon.png"      # 휴대전화의 첫 화면에 놓은 책
ABOUT = "그림으로 한 걸음씩 따라가는 자동 미분 교과서"
COLORS = {"light": "#ffffff", "dark": "#111827"}    # book.css의 --paper


def base():
    url = os.environ.get("BASE_URL", "").strip()
    return url and url.rstrip("/") + "/"


def first_paragraph(doctree):
    """알림 상자와 그림 밖에서 처음 나오는 문단입니다. 문장 단위로 자릅니다."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = ""
            for sentence in paragraph.astext().split("\n"):
                if len(text) + len(sentence) >= LONGEST:
                    break
                text += " " + sentence
            return text.strip()
    return ""


def describe(app, page, template, context, doctree):
    if doctree is None:
        return
    metadata, base = app.env.metadata[page], app.config.base_url
    title = nodes.unescape(app.env.titles[page].astext())
    if page == app.config.root_doc:
        title = context["title"] = f"{title} — {ABOUT}"
        context["docstitle"] = ""      # 책의 이름이 두 번 나오지 않게 합니다.
    description = metadata.get("description") or first_paragraph(doctree)
    properties = {
        "og:type": "book" if page == app.config.root_doc else "article",
        "og:locale": "ko_KR",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": description,
        "og:image": base + PREVIEW,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": ABOUT,
    }
    names = {"author": app.config.author, "description": description, "twitter:card": "summary_large_image"}
    tags = [f'<meta name="{name}" content="{escape(text)}" />' for name, text in names.items()]
    tags.append(f'<link rel="apple-touch-icon" href="{ICON}" />')
    if base:
        address = base + app.builder.get_target_uri(page).replace("index.html", "")
        properties["og:url"] = address
        tags.append(f'<link rel="canonical" href="{escape(address)}" />')
    tags += [f'<meta property="{name}" content="{escape(text)}" />' for name, text in properties.items()]
    tags += [
        f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})" content="{color}" />'
        for scheme, color in COLORS.items()
    ]
    context["metatags"] = context.get("metatags", "") + "\n".join(tags)


def setup(app):
    app.add_config_value("base_url", base(), "html")    # 주소가 바뀌면 모든 쪽을 다시 적습니다.
    app.connect("html-page-context", describe)
    app.connect("html-collect-pages", lambda app: [("404", {"base": app.config.base_url}, "404.html")])
    return {"parallel_read_safe": True, "parallel_write_safe": True}
