import type { Schemas } from "~/api/client";

export type ConnectorKind = Schemas["ConnectorKind"];
export type SettingValue = string | number | boolean | null;
/** By key of {@link Setting}; the document says only that it is an object. */
export type SettingValues = Record<string, SettingValue>;

export type Setting = Omit<Schemas["ListConnectorsSetting"], "default"> & { default: SettingValue };
export type Connector = Omit<Schemas["ListConnectorsConnector"], "settings"> & { settings: Setting[] };
export type Catalog = Omit<Schemas["ListConnectorsResponse"], "items"> & { items: Connector[] };

/** The limits that a connection may have of its own. */
export type LimitName = Exclude<keyof Schemas["ConnectorLimits"], "answerBytes" | "webhookBytes" | "windowTags">;
export type Limits = Partial<Record<LimitName, number>>;

export type Connection = Omit<Schemas["ConnectionResponse"], "settings" | "limits"> & {
  settings: SettingValues;
  limits: Limits | null;
};
export type CheckResult = Schemas["CheckConnectionResponse"];
export type Unrouted = Schemas["ListUnroutedAccount"];
export type Receipt = Schemas["DisconnectResponse"];
export type Health = Schemas["ListConnectionHealthHealth"];

interface Credentials {
  accessToken?: string;
  refreshToken?: string;
}

export interface ConnectionForm {
  name: string;
  accountId: string;
  settings: SettingValues;
  credentials: Credentials;
}

/** Only what is named is changed. */
export interface ConnectionChange {
  name?: string;
  settings?: SettingValues;
  limits?: Limits;
  teamId?: string | null;
  credentials?: Credentials;
  enabled?: boolean;
}

export type Templates = Schemas["ListTemplatesResponse"];
export type MessageTemplate = Schemas["MessageTemplate"];
export type TrackingRule = Schemas["TrackingRule"];
export type TryAnswer = Schemas["ManageTrackingTryResponse"];
export type ClosedWindowTemplate = Schemas["NoticeTemplate"];
