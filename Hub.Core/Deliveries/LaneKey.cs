using Hub.Core.Connections;

namespace Hub.Core.Deliveries;

public readonly record struct LaneKey(Guid WorkspaceId, Guid ConnectionId, DeliveryKind Kind)
{
    /// <summary>In which state of its connection it works.</summary>
    internal ConnectionState WorksIn => Kind == DeliveryKind.Revoke ? ConnectionState.Disconnected : ConnectionState.Active;

    /// <summary>For job engines: <c>workspace/connection/kind</c>.</summary>
    public override string ToString() => $"{WorkspaceId:N}/{ConnectionId:N}/{Kind}";

    public static LaneKey Parse(string text) =>
        text.Split('/') is [var workspace, var connection, var kind]
            ? new LaneKey(Guid.ParseExact(workspace, "N"), Guid.ParseExact(connection, "N"), Enum.Parse<DeliveryKind>(kind))
            : throw new FormatException($"Not a lane: {text}");
}
