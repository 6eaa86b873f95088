"use strict";
(() => {
  const form = document.getElementById("filters");
  const findings = [...document.querySelectorAll(".finding, .rest > ol > li")];
  const topics = [...document.querySelectorAll(".topic")];
  const lists = [...document.querySelectorAll(".rest")];
  const sections = [...document.querySelectorAll(".datacenter")];
  const asides = [...document.querySelectorAll(".others")];
  const field = (name) => document.getElementById("by-" + name);
  const texts = new Map();
  if (!form || findings.length === 0) return;
  form.hidden = false;

  const textOf = (element) => {
    let text = texts.get(element);
    if (text === undefined) texts.set(element, text = element.textContent.toLowerCase());
    return text;
  };
  const about = (finding) => finding.closest("[data-o]").dataset;
  const datacenterOf = (finding) => (finding.closest("[data-d]") || form).dataset.d;

  const apply = () => {
    const outcome = field("outcome").value, severity = field("severity").value;
    const family = field("family").value, datacenter = field("datacenter").value;
    const words = field("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const isFiltered = outcome || severity || family || datacenter || words.length > 0;
    let shown = 0;
    for (const finding of findings) {
      const is = about(finding);
      let fits = (!outcome || is.o === outcome) && (!severity || is.s === severity)
        && (!family || is.f === family) && (!datacenter || datacenterOf(finding) === datacenter);
      if (fits && words.length > 0) {
        const text = textOf(finding);
        const topic = finding.closest(".topic");
        const around = topic ? textOf(topic.querySelector("header")) : textOf(finding.closest(".rest").querySelector("summary"));
        fits = words.every((word) => text.includes(word) || around.includes(word));
      }
      finding.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const topic of topics) topic.hidden = !topic.querySelector(".finding:not([hidden])");
    for (const list of lists) list.hidden = !list.querySelector("li:not([hidden])");
    for (const aside of asides) aside.hidden = Boolean(isFiltered);
    for (const section of sections) {
      section.hidden = isFiltered && !section.querySelector(".topic:not([hidden])");
    }
    document.getElementById("shown").textContent = isFiltered
      ? `${shown.toLocaleString("en")} of ${findings.length.toLocaleString("en")} findings shown`
      : `${findings.length.toLocaleString("en")} findings`;
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, findings.length > 5000 ? 250 : 0);
  });
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.rule:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
