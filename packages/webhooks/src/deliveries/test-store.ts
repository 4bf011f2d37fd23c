import { memoryDeliveryStore, type MemoryDeliveryStore } from './memory-delivery-store.ts';

/** A store whose time passes when a test lets it. */
export function storeInTime(): {
  readonly store: MemoryDeliveryStore;
  readonly advance: (ms: number) => void;
} {
  let time = 0;
  return {
    store: memoryDeliveryStore({ now: () => time }),
    advance: (ms) => {
      time += ms;
    },
  };
}
