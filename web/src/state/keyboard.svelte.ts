/** May single letters be commands? Some people dictate or use switches: they can turn it off. */

const KEY = 'yuantu.keys';

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

class Keyboard {
  on = $state(remembered());

  turn(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // Without storage the choice lasts as long as the page does.
    }
  }
}

export const keyboard = new Keyboard();
