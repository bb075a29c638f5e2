import type { Schemas } from "~/api/client";

export type Notification = Schemas["ListNotificationsNotificationResponse"];
