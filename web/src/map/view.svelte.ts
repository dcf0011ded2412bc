/** Which map is on screen, so that buttons outside of it can move it? */

import type { Map as MapLibre } from 'maplibre-gl';
import type { Bounds } from './features';

class View {
  map = $state.raw<MapLibre | null>(null);
  home = $state.raw<Bounds | null>(null);

  get #duration(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 350;
  }

  zoom(step: number): void {
    const { map } = this;
    map?.easeTo({ zoom: map.getZoom() + step, duration: this.#duration });
  }

  goHome(animate = true): void {
    if (this.home) this.#fit(this.home, animate);
  }

  #fit(bounds: Bounds, animate: boolean): void {
    const narrow = innerWidth < 720;
    const padding = narrow ? { top: 60, bottom: 96, left: 24, right: 24 } : { top: 76, bottom: 84, left: 56, right: 96 };
    this.map?.fitBounds(bounds, { padding, duration: animate ? this.#duration : 0 });
  }

  /** Widens the view to hold all the given places, unless it already does. */
  include(places: readonly [number, number][]): void {
    const { map, home } = this;
    if (!map || !home || !places.length) return;
    const seen = map.getBounds();
    if (places.every((place) => seen.contains(place))) return;
    const lons = [home[0], home[2], ...places.map(([lon]) => lon)];
    const lats = [home[1], home[3], ...places.map(([, lat]) => lat)];
    this.#fit([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], true);
  }

  /** Moves only when the place is off screen or under a panel of the given width on the right. */
  show(place: [number, number], covered: number): void {
    const { map } = this;
    if (!map) return;
    const { x, y } = map.project(place);
    const { clientWidth, clientHeight } = map.getContainer();
    const margin = 40;
    if (x > margin && x < clientWidth - covered - margin && y > margin && y < clientHeight - margin) return;
    map.easeTo({ center: place, offset: [-covered / 2, 0], duration: this.#duration });
  }
}

export const view = new View();
