using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>Looks at webhook subscriptions, of this account and of another one of the same app.</summary>
public abstract class SubscriptionTest(StorageKind kind) : LabTest(kind)
{
    private protected void Answers(Outcome outcome) => Lab.Connector.OnEnsure = _ => Task.FromResult(outcome);

    // As when somebody presses "check" on the connection's page.
    private protected Task Check(CancellationToken cancellation) =>
        Lab.Get<ConnectionCheck>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);

    // The app is one for all workspaces.
    private protected async Task<Connection> OtherAccount()
    {
        var (workspace, id) = (Lab.Store.Ids.Next(), Lab.Store.Ids.Next());
        var row = new Connection
        {
            WorkspaceId = workspace,
            Id = id,
            ConnectorId = Lab.Connection.ConnectorId,
            AccountId = "other",
            Name = "Other",
            Settings = "{}",
            Vault = Lab.Get<ConnectionVault>().Lock(
                workspace, Lab.Connection.ConnectorId, id, new ConnectionSecrets(new Credentials("token-1", "refresh-1"), [])),
            CreatedAt = Lab.Store.Now,
        };
        await Lab.Add([new Workspace { Id = workspace, Name = "Other", CreatedAt = Lab.Store.Now }, row]);
        return row;
    }

    private protected Task Look(Connection other, CancellationToken cancellation) => Lab.Get<LaneRunner>().Run(
        new LaneKey(other.WorkspaceId, other.Id, DeliveryKind.Subscribe), cancellation);

    private protected async Task Look(CancellationToken cancellation)
    {
        await Lab.Get<SubscriptionWatch>().Run(cancellation);
        await Lab.Run(DeliveryKind.Subscribe);
    }

    private protected Task<WebhookSubscription> Subscription() => Lab.Read(db => db.WebhookSubscriptions.SingleAsync());
}
