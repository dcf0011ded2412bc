/** What do the symbols on the map look like? Drawn here, so that no sprite file is loaded. */

import type { Map as MapLibre } from 'maplibre-gl';

const SCALE = 3;

export const COLOURS = {
  water: '#dde6e8',
  land: '#f6f4ee',
  border: '#c9c2b2',
  road: '#bdb29b',
  roadMinor: '#d3cbbb',
  roadClosed: '#9a8f78',
  link: '#9a4a00',
  park: '#2b6f6a',
  plant: '#2a5ea5',
  parcel: '#c9a21a',
  parcelEdge: '#6b5200',
  facility: '#6a727c',
  sample: '#6b3fa0',
  ink: '#1f2328',
  chosen: '#1f4e8c',
} as const;

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

function picture(size: number, draw: Draw): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * SCALE;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.scale(SCALE, SCALE);
  draw(context, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function circle(fill: string, edge: string, radius: number, dashed = false): Draw {
  return (context, size) => {
    context.beginPath();
    context.arc(size / 2, size / 2, radius, 0, Math.PI * 2);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = edge;
    if (dashed) context.setLineDash([2.4, 2]);
    context.stroke();
  };
}

function polygon(fill: string, edge: string, radius: number, turn: number, dashed = false): Draw {
  return (context, size) => {
    context.beginPath();
    for (let corner = 0; corner < 4; corner += 1) {
      const angle = turn + (corner * Math.PI) / 2;
      context.lineTo(size / 2 + radius * Math.cos(angle), size / 2 + radius * Math.sin(angle));
    }
    context.closePath();
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    context.strokeStyle = edge;
    if (dashed) context.setLineDash([2.4, 1.8]);
    context.stroke();
  };
}

function numbered(rank: number, sample: boolean, family: string): Draw {
  return (context, size) => {
    circle(sample ? '#ffffff' : COLOURS.ink, sample ? COLOURS.sample : '#ffffff', 10.5, sample)(context, size);
    context.fillStyle = sample ? COLOURS.sample : '#ffffff';
    context.font = `600 12px ${family}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(rank), size / 2, size / 2 + 0.5);
  };
}

const facility: Draw = (context, size) => {
  circle('#ffffff', COLOURS.facility, 4)(context, size);
  context.setLineDash([]);
  context.beginPath();
  context.arc(size / 2, size / 2, 1.3, 0, Math.PI * 2);
  context.fillStyle = COLOURS.facility;
  context.fill();
};

const flag: Draw = (context, size) => {
  polygon('#ffffff', COLOURS.link, 8, Math.PI / 4)(context, size);
  polygon(COLOURS.link, COLOURS.link, 3.4, Math.PI / 4)(context, size);
};

export const MAX_RANK = 20;

/** Adds every symbol to a map under the names that the layers use. */
export function addSymbols(map: MapLibre, family: string): void {
  const drawings: Record<string, [number, Draw]> = {
    park: [18, circle(COLOURS.park, '#ffffff', 6)],
    plant: [18, polygon(COLOURS.plant, '#ffffff', 6.6, 0)],
    parcel: [18, polygon(COLOURS.parcel, COLOURS.parcelEdge, 6, Math.PI / 4)],
    sample: [18, polygon('#ffffff', COLOURS.sample, 5.6, 0, true)],
    facility: [14, facility],
    'facility-closed': [14, circle('#ffffff', COLOURS.facility, 4, true)],
    anchor: [22, flag],
  };
  for (let rank = 1; rank <= MAX_RANK; rank += 1) {
    drawings[`rank-${rank}`] = [26, numbered(rank, false, family)];
    drawings[`rank-${rank}-sample`] = [26, numbered(rank, true, family)];
  }
  for (const [name, [size, draw]] of Object.entries(drawings)) {
    if (!map.hasImage(name)) map.addImage(name, picture(size, draw), { pixelRatio: SCALE });
  }
}
