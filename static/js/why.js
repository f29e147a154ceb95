// "Why does it say so?": the points of the step that is read stand out in the drawing. Read is what a mouse rests
// on, what has the focus, or what stands in the upper middle of the window; a pressed button keeps its step.

for (const why of document.querySelectorAll("[data-why]")) {
  const figure = why.closest("figure");
  const steps = why.querySelectorAll("li");
  let kept = null;

  const show = (step) => {
    const points = new Set((step?.dataset.points ?? "").split(" ").filter(Boolean));
    figure.classList.toggle("is-explained", points.size > 0);
    for (const dot of figure.querySelectorAll("[data-at]")) dot.classList.toggle("is-meant", points.has(dot.dataset.at));
    for (const one of steps) one.classList.toggle("is-read", one === step);
  };

  const keep = (step) => {
    kept = step;
    for (const button of why.querySelectorAll(".why__show")) button.setAttribute("aria-pressed", String(button.closest("li") === step));
    show(step);
  };

  // The drawing stays at the foot of the window while the steps are open: the first of them must not lie behind it.
  const uncover = () => {
    const drawing = [...figure.querySelectorAll(".plot")].find((one) => one.getClientRects().length);
    if (drawing && steps[0].getBoundingClientRect().bottom > drawing.getBoundingClientRect().top) why.scrollIntoView({ block: "start" });
  };

  const reading = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (seen && !kept) show(seen.target);
    },
    { rootMargin: "-25% 0px -65% 0px" },
  );

  for (const step of steps) {
    const button = step.querySelector(".why__show");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => keep(kept === step ? null : step));
    }
    step.addEventListener("mouseenter", () => show(step));
    step.addEventListener("mouseleave", () => show(kept));
    step.addEventListener("focusin", () => show(step));
  }

  why.addEventListener("toggle", () => {
    if (why.open) {
      show(steps[0]);
      uncover();
      for (const step of steps) reading.observe(step);
    } else {
      reading.disconnect();
      keep(null);
    }
  });
}
