using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Connections;

/// <summary>A lab whose account is disconnected and connected again.</summary>
public abstract class DisconnectTest(StorageKind kind) : LabTest(kind)
{
    protected AuthorizationRemovedEvent Removed(int seconds) => new()
    {
        EventKey = $"removed:{seconds}",
        OccurredAt = Lab.Connection.CreatedAt.AddSeconds(seconds),
    };

    protected Delivery Owed() => new()
    {
        WorkspaceId = Lab.Workspace,
        Id = Lab.Store.Ids.Next(),
        ConnectionId = Lab.Connection.Id,
        Kind = DeliveryKind.SyncContact,
        SubjectId = Lab.Store.Ids.Next(),
        State = DeliveryState.Owed,
        OwedAt = Lab.Store.Now,
        DueAt = Lab.Store.Now,
    };

    protected async Task Reconnect(CancellationToken cancellation) => Assert.That(
        await Lab.Get<ConnectionSetup>().Create(
            Lab.Workspace,
            new NewConnection(
                Lab.Connection.ConnectorId, Lab.Connection.AccountId, "Lab", JsonElement.Parse("{}"), null, new Credentials("token-2", "refresh-2")),
            "member:1", cancellation),
        Is.InstanceOf<SetupAnswer.Done>());

    protected Task<SendAnswer> Send(Guid thread) => Lab.Get<MessageSender>().Send(
        Lab.Workspace, thread, new OutboundDraft([new MessageContent { Kind = MessageKind.Text, Text = "Dạ còn ạ" }]), [], CancellationToken.None);

    protected Task<Disconnect?> Disconnect(CancellationToken cancellation) =>
        Lab.Get<Disconnector>().Run(Lab.Workspace, Lab.Connection.Id, "member:1", cancellation);

    protected Task<Connection> Connection() => Lab.Read(db => db.Connections.SingleAsync());

    protected Task<Disconnect> Receipt() => Lab.Read(db => db.Disconnects.SingleAsync());
}
