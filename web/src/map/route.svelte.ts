/** Which road segments does the open card's route take? Set by the card, drawn by the map. */

class Route {
  roads = $state.raw<string[]>([]);
}

export const route = new Route();
