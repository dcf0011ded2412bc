/** The shapes of the layers of the map, all in WGS-84. */

export interface PointFeature<P> {
  type: 'Feature';
  properties: P;
  geometry: { type: 'Point'; coordinates: [number, number] };
}
export interface LineFeature<P> {
  type: 'Feature';
  properties: P;
  geometry: { type: 'LineString'; coordinates: [number, number][] };
}
export interface Collection<F> {
  type: 'FeatureCollection';
  features: F[];
}
export interface RegionPlace {
  id: string;
  name: string;
  name_en: string | null;
  level: string;
}
export interface ParkPlace {
  id: string;
  name: string;
  level: string | null;
  region: string | null;
}
export interface SitePlace {
  id: string;
  name: string;
  kind: string;
  sample: boolean;
}
/** Sites too many to draw one by one, as the count of one cell of a grid. */
export interface SiteCell {
  count: number;
  sample: boolean;
}
export interface FacilityPlace {
  id: string;
  name: string;
  kind: string | null;
  open: boolean;
}
export interface RoadLine {
  id: string;
  name: string;
  open: boolean;
  opened_on: string | null;
  toll: boolean | null;
  link: boolean;
}

export interface MapData {
  as_of: string;
  outlines: GeoJSON.FeatureCollection;
  regions: Collection<PointFeature<RegionPlace>>;
  parks: Collection<PointFeature<ParkPlace>>;
  sites: Collection<PointFeature<SitePlace>>;
  cells?: Collection<PointFeature<SiteCell>>;
  facilities: Collection<PointFeature<FacilityPlace>>;
  roads: Collection<LineFeature<RoadLine>>;
}
