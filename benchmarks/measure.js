// What is measured inside the page. Every function takes the stage from the page and gives plain numbers back.
(() => {
  const theStage = () => [...globalThis.__stages.values()][0];
  const nextFrame = () => new Promise(requestAnimationFrame);
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));

  /** Plays for `ms`; the milliseconds from each frame to the next. */
  async function playing(ms) {
    const stage = theStage();
    stage.clock.seek(0);
    stage.clock.play();
    const times = [];
    const until = performance.now() + ms;
    for (let then = await nextFrame(); then < until;) {
      const now = await nextFrame();
      times.push(now - then);
      then = now;
    }
    stage.clock.pause();
    return times;
  }

  /** Lays these kinds of geometry over every map, each for another run. */
  function showAll(kinds) {
    [...globalThis.__stages.values()].filter((stage) => stage.scene.runs.length).forEach((stage, i) => {
      const { scene } = stage;
      stage.select(scene.runs[i % scene.runs.length].id);
      scene.geometry = { kinds: new Set(kinds), chosen: true };
    });
  }

  /** Where the handle of the start is on the screen. */
  function handle() {
    const stage = theStage();
    const panel = stage.panels.map;
    const box = panel.front.getBoundingClientRect();
    const [x, y] = [panel.frame.toX(stage.scene.start[0]), panel.frame.toY(stage.scene.start[1])];
    return [box.left + x, box.top + y];
  }

  /** While the mouse is held down at (x, y): moves it once a frame, and counts the frames in which all runs were new. */
  async function dragging(x, y, frames) {
    const stage = theStage();
    const target = stage.panels.map.front;
    const times = [];
    let complete = 0;
    let seen = stage.scene.runsVersion;
    for (let i = 0, then = await nextFrame(); i < frames; i += 1) {
      const at = { clientX: x + 60 * Math.sin(i / 9), clientY: y + 60 * Math.sin(i / 7), pointerId: 1, buttons: 1, bubbles: true, composed: true };
      target.dispatchEvent(new PointerEvent("pointermove", at));
      const now = await nextFrame();
      await rest(0); // the stage draws in the same frame, perhaps after this callback
      times.push(now - then);
      then = now;
      complete += stage.scene.runsVersion > seen;
      seen = stage.scene.runsVersion;
    }
    return { times, complete };
  }

  /** Milliseconds from letting go of a knob until the record that Python sends back is drawn. */
  async function answers(times) {
    const stage = theStage();
    const slider = stage.root.querySelector(".stage-cards input[type=range]");
    const waits = [];
    for (let i = 0; i < times; i += 1) {
      const then = performance.now();
      const runs = stage.scene.runs;
      slider.value = Number(slider.min) + (i % 2 ? 0.5 : 0.52) * (Number(slider.max) - Number(slider.min));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      slider.dispatchEvent(new Event("change", { bubbles: true }));
      while (stage.scene.runs === runs) await nextFrame();
      await nextFrame();
      waits.push(performance.now() - then);
      await rest(300);
    }
    return waits;
  }

  /** Starts a clock that stops when the Plotly figure shows other numbers than now. */
  function nativeAnswer() {
    const plain = (v) => v?.bdata ?? Array.from(v ?? []).slice(0, 20); // Plotly keeps arrays as it was sent them
    const numbers = () => JSON.stringify([...(document.querySelector(".js-plotly-plot")?.data ?? [])].slice(1).map((t) => [plain(t.x), plain(t.y)]));
    const [then, before] = [performance.now(), numbers()];
    window.nativeDrawn = new Promise((done) => {
      const look = () => {
        const now = numbers();
        if (now !== "[]" && now !== before && document.querySelector(".js-plotly-plot .scatterlayer path")) done(performance.now() - then);
        else requestAnimationFrame(look);
      };
      look();
    });
  }

  /** Starts a clock at the next Enter that stops when the surface of this text, with its runs, has been drawn. */
  function formulaDrawn(text) {
    window.formulaWait = new Promise((done) => {
      addEventListener("keydown", (event) => {
        const then = event.timeStamp;
        const look = async () => {
          if (theStage()?.scene?.surface?.text !== text) return requestAnimationFrame(look);
          await nextFrame();
          await nextFrame();
          done(performance.now() - then);
        };
        look();
      }, { once: true, capture: true });
    });
  }

  globalThis.measure = { playing, showAll, handle, dragging, answers, nativeAnswer, formulaDrawn };
})();
