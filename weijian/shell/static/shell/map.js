// Draws the maps a page carries as specs (weijian/shell/maps.py). All data is our own; the worker stands beside this file.
import * as maplibregl from "../vendor/maplibre-gl.mjs";

const NATIVE = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

function draw(box) {
  const spec = JSON.parse(document.getElementById(box.dataset.map).textContent);
  for (const source of Object.values(spec.style.sources)) source.data = new URL(source.data, location.href).href;
  let map;
  try {
    map = new maplibregl.Map({
      container: box, style: spec.style, bounds: spec.bounds, fitBoundsOptions: { padding: 24 }, localIdeographFontFamily: NATIVE, attributionControl: false,
      dragRotate: false, pitchWithRotate: false, cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    });
  } catch (fault) {
    box.hidden = true;
    box.parentElement.querySelector(".map-fault").hidden = false;
    return;
  }
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
  map.on("idle", () => { box.dataset.drawn = "yes"; });
  map.on("error", (event) => { box.dataset.fault = String(event.error && event.error.message); });
  if (spec.here) asking(map, spec);
}

function asking(map, spec) {
  const pin = new maplibregl.Marker({ color: "#1b5e9e", draggable: true });
  const ask = ({ lng, lat }) => {
    pin.setLngLat([lng, lat]).addTo(map);
    const url = new URL(spec.here, location.href);
    url.searchParams.set("lon", lng.toFixed(5));
    url.searchParams.set("lat", lat.toFixed(5));
    return window.htmx.ajax("GET", url.pathname + url.search, { target: spec.target, swap: "innerHTML" });
  };
  // The area from which the place is reached: drawn when the hand lets go, not while it moves.
  const outline = ({ lng, lat }) => {
    if (!spec.area) return;
    const url = new URL(spec.style.sources[spec.area].data);
    url.searchParams.set("lon", lng.toFixed(5));
    url.searchParams.set("lat", lat.toFixed(5));
    map.getSource(spec.area).setData(url.href);
  };
  // While the hand is on the pin: one question at a time, the latest place last.
  let asked = false, next = null;
  const follow = async () => {
    if (asked) { next = pin.getLngLat(); return; }
    asked = true;
    await ask(pin.getLngLat());
    asked = false;
    if (next) { next = null; follow(); }
  };
  map.on("click", (event) => { ask(event.lngLat); outline(event.lngLat); });
  pin.on("drag", follow);
  pin.on("dragend", () => { follow(); outline(pin.getLngLat()); });
  map.getCanvas().addEventListener("keydown", (event) => { if (event.key === "Enter") { ask(map.getCenter()); outline(map.getCenter()); } });
  map.getCanvas().style.cursor = "crosshair";
}

document.querySelectorAll("[data-map]").forEach(draw);
