/** What is under the pointer, the topmost first? */

import type { Map as MapLibre, Point } from 'maplibre-gl';
import { OPENABLE, ROADS } from './style';

export interface Found {
  id: string;
  name: string;
  layer: string;
  kind: string;
  sample: boolean;
}

const REACH = 5;

/** Points within reach; only where there is none, the nearest-drawn road. */
export function featuresAt(map: MapLibre, { x, y }: Point): Found[] {
  const box: [[number, number], [number, number]] = [
    [x - REACH, y - REACH],
    [x + REACH, y + REACH],
  ];
  const pick = (layers: readonly string[]): Found[] => {
    const present = layers.filter((layer) => map.getLayer(layer));
    const seen = new Map<string, Found>();
    for (const { properties, layer } of map.queryRenderedFeatures(box, { layers: present })) {
      const id = String(properties['id']);
      if (!seen.has(id)) {
        const kind = String(properties['kind'] ?? '');
        seen.set(id, { id, name: String(properties['name']), layer: layer.id, kind, sample: properties['sample'] === true });
      }
    }
    return [...seen.values()];
  };
  const points = pick(OPENABLE);
  return points.length ? points : pick([...ROADS, 'link-closed']).slice(0, 1);
}
