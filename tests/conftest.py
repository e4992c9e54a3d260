"""무엇을 왜 건너뛰었는지 마지막에 적습니다. `--no-skips`이면 건너뛴 것도 실패입니다(CI)."""

import pytest
from hypothesis import settings

# 바쁜 기계에서 시간으로 실패하지 않고, 어디서나 같은 예를 봅니다.
settings.register_profile("book", deadline=None, derandomize=True)
settings.load_profile("book")


def pytest_addoption(parser):
    parser.addoption("--no-skips", action="store_true", help="건너뛴 시험이 있으면 실패합니다")


def _skips(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats.get("skipped", [])


def pytest_terminal_summary(terminalreporter, config):
    reasons = {}
    for report in _skips(config):
        _, _, reason = report.longrepr
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    if reasons:
        left_out = " · ".join(f"{reason} ({n}개)" for reason, n in reasons.items())
        terminalreporter.write_line(f"빠진 시험: {left_out}", yellow=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if session.config.getoption("--no-skips") and _skips(session.config) and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
