// Draws the charts a page carries as specs (weijian/shell/charts.py).
(() => {
  document.querySelectorAll("[data-chart]").forEach((box) => {
    if (box.dataset.height) box.style.height = `${box.dataset.height}px`;
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption(JSON.parse(document.getElementById(box.dataset.chart).textContent));
    new ResizeObserver(() => chart.resize()).observe(box);
  });
})();
