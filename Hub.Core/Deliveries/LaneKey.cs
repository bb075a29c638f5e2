using Hub.Core.Connections;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

public readonly record struct LaneKey(Guid WorkspaceId, Guid ConnectionId, DeliveryKind Kind)
{
    /// <summary>In which state of its connection it works.</summary>
    internal ConnectionState WorksIn => Kind == DeliveryKind.Revoke ? ConnectionState.Disconnected : ConnectionState.Active;

    /// <summary>
    /// It changes something at the other side, and so waits while its connection is parked. Reading goes on, and so does what keeps the
    /// connection alive: its tokens, its subscription.
    /// </summary>
    internal bool IsParkable => Parkable.Contains(Kind);

    internal static IReadOnlyList<DeliveryKind> Parkable { get; } =
    [
        DeliveryKind.SendMessage, DeliveryKind.MarkRead, DeliveryKind.ReportSignal, DeliveryKind.SyncContact, DeliveryKind.SyncOrder,
        DeliveryKind.SyncBooking,
    ];

    /// <summary>For job engines: <c>workspace/connection/kind</c>.</summary>
    public override string ToString() => $"{WorkspaceId:N}/{ConnectionId:N}/{EnumNames.Of(Kind)}";

    public static LaneKey Parse(string text) =>
        text.Split('/') is [var workspace, var connection, var kind]
            ? new LaneKey(Guid.ParseExact(workspace, "N"), Guid.ParseExact(connection, "N"), EnumNames.Read<DeliveryKind>(kind))
            : throw new FormatException($"Not a lane: {text}");
}
