import type { Connector, Setting } from "../types";

/**
 * What a person is still asked for: nothing that the grant brings, nothing that has a default, and everything where only the shop knows,
 * such as the names of its events.
 */
export const asked = (connector: Connector): Setting[] =>
  connector.settings.filter(
    (setting) =>
      !setting.granted && setting.type !== "boolean" && (setting.default === null || setting.default === undefined),
  );
