using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Connections;

/// <summary>Refreshes a token ahead of its end, so that no call has to find out that it lapsed.</summary>
public sealed class RefreshTokens(TokenKeeper tokens) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.RefreshToken;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation) =>
        [new DeliveryResult(batch[0], await tokens.Refresh(run.Connection, run.Context.Credentials.AccessToken, cancellation))];
}
