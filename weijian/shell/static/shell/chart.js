// Draws the charts a page carries as specs (weijian/shell/charts.py).
(() => {
  document.querySelectorAll("[data-chart]").forEach((box) => {
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption(JSON.parse(document.getElementById(box.dataset.chart).textContent));
    new ResizeObserver(() => chart.resize()).observe(box);
  });
})();
