/**
 * Gives an object's class members to the object itself, bound to it: apps keep
 * handles in reactive stores, which wrap them in a Proxy, and take methods out
 * of them (`const { query } = db`). Private members are then still found.
 */
export function bindMembers(self: object, prototype: object): void {
  const members = Object.getOwnPropertyDescriptors(prototype) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of Reflect.ownKeys(members)) {
    const { get, value } = members[key]!;
    if (key === "constructor") continue;
    if (get) Object.defineProperty(self, key, { get: get.bind(self) as () => unknown, configurable: true });
    else if (typeof value === "function")
      Object.defineProperty(self, key, {
        value: (value as () => unknown).bind(self),
        configurable: true,
        writable: true,
      });
  }
}
