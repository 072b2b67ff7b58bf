"""A page is read when it stands still: whatever was asked of it has happened, however slow the machine."""

from __future__ import annotations

import os

from playwright.sync_api import Page

SLOWER = max(1.0, float(os.environ.get("SLOWER", 1)))  # `SLOWER=6 make browser-tests` finds tests that read too early
PATIENCE = 120_000 * SLOWER  # milliseconds

# Each look comes after a frame and after an observer made just now has been told what is in sight: older observers,
# the stage's among them, have been told by then. A page whose pieces still move is looked at again.
STAND_STILL = """([patience, excused]) => {
  const stages = () => [...(globalThis.__stages?.values() ?? [])];
  const frame = () => new Promise(requestAnimationFrame);
  const told = () => new Promise((done) => {
    const observer = new IntersectionObserver(() => { observer.disconnect(); setTimeout(done); });
    observer.observe(document.documentElement);
  });
  const places = () => JSON.stringify([document.documentElement, ...stages().map(({ root }) => root)]
    .map((element) => [element.scrollHeight, element.getBoundingClientRect()]));
  const running = () => globalThis.runIsDue || document.querySelector("[data-test-script-state=running]");
  const ends = ({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime < Infinity;
  const due = () => [
    ...(running() ? ["script"] : []),
    ...(document.fonts.status === "loading" ? ["letters"] : []), // others have other widths
    ...(document.querySelector("[data-testid=stSkeleton]") ? ["skeleton"] : []),
    ...(document.getAnimations().some(ends) ? ["animation"] : []),
    ...stages().filter(({ clock }) => !clock?.playing).flatMap(({ pending }) => pending),
  ].filter((name) => !excused.includes(name));
  const look = async () => {
    const before = places();
    await frame();
    await told();
    return [...due(), ...(places() === before ? [] : ["place"])];
  };
  let missing = ["frame"];
  const still = async () => { while (missing.length) missing = await look(); };
  return Promise.race([still(), new Promise((late) => setTimeout(late, patience))]).then(() => missing);
}"""


def settled(page: Page, *excused: str) -> None:
    """Wait until nothing on the page is due any more, but what is excused; a clock that plays may go on."""
    missing = page.evaluate(STAND_STILL, [PATIENCE, excused])
    assert not missing, f"after {PATIENCE / 1000:g} s the page still waits for: {', '.join(missing)}"
