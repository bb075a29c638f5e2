namespace Hub.Sandbox.Webhooks;

enum PostKind { Genuine, Duplicate, Copy, Forged, Stale }
