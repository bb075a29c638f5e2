using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels;

internal static class ChannelLimits
{
    /// <summary>The manifest's, unless the connection's settings hold a limit of their own.</summary>
    public static int TextLength(ConnectionContext connection, ConnectorManifest manifest) =>
        connection.Settings.Json.Child("limits").Number("textLength") is { } own and > 0 and <= int.MaxValue
            ? (int)own
            : manifest.Limits.TextLength ?? int.MaxValue;
}
