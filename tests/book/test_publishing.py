"""올리는 길: 워크플로와 .binder/가 부르는 것이 저장소에 있는지 봅니다."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def commands(workflow: Path) -> str:
    jobs = yaml.safe_load(workflow.read_text("utf8"))["jobs"].values()
    return "\n".join(step.get("run", "") for job in jobs for step in job["steps"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_calls_only_what_is_there(workflow):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf8"), re.M))
    run = commands(workflow)
    called = re.findall(r"\bmake ([a-z]+)", run)
    assert "site" in called
    assert set(called) <= targets
    for path in re.findall(r"-r (\S+)", run):
        assert (ROOT / path).is_file()


def test_the_workflow_publishes_what_make_site_builds():
    workflow, = WORKFLOWS
    steps = yaml.safe_load(workflow.read_text("utf8"))["jobs"]["build"]["steps"]
    upload, = [s for s in steps if "upload-pages-artifact" in s.get("uses", "")]
    assert upload["with"]["path"] == "_build/html"
    order = [("make site" in s.get("run", ""), "make test" in s.get("run", ""), s is upload) for s in steps]
    assert [kind.index(True) for kind in order if any(kind)] == [0, 1, 2]    # 시험하고 나서 올립니다.


def test_the_workflow_leaves_no_test_out():
    """.ci/run처럼 접근성 시험의 꾸러미까지 갖추고, 건너뛴 시험이 있으면 올리지 않습니다."""
    workflow, = WORKFLOWS
    tools, = re.findall(r"npm install .*?( \S+@[\d.]+ \S+@[\d.]+)", (ROOT / ".ci/run").read_text("utf8"))
    run = commands(workflow)
    assert re.search(rf"npm install .*--prefix .venv/axe{re.escape(tools)}$", run, re.M)
    assert re.findall(r"make test.*", run) == ["make test ARGS=--no-skips"]


def test_the_tests_know_the_address_the_site_was_built_for():
    """다르면 make test가 책을 다른 주소로 다시 짓고, 그 책이 올라갑니다."""
    workflow, = WORKFLOWS
    steps = yaml.safe_load(workflow.read_text("utf8"))["jobs"]["build"]["steps"]
    told, built = ([part in step.get("run", "") for step in steps].index(True) for part in ("BASE_URL=", "make "))
    assert told < built
    assert "$GITHUB_ENV" in steps[told]["run"]
    assert all("BASE_URL" not in step.get("env", {}) for step in steps)


def test_binder_installs_the_requirements_of_the_book():
    binder = ROOT / ".binder"
    line, = (binder / "requirements.txt").read_text("utf8").split("\n")[:-1]
    assert (binder / line.removeprefix("-r ")).resolve() == ROOT / "requirements.txt"
    minor = int((binder / "runtime.txt").read_text("utf8").strip().removeprefix("python-3."))
    assert 11 <= minor <= 13                                                 # README의 판과 같습니다.
