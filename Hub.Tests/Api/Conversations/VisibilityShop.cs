using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Conversations;

/// <summary>
/// Three threads with everything that hangs on one: assigned to a member who sees their own, in the team of one who sees the team's, and
/// nobody's. All three contacts have the same phone and the same label, so that every look-up would find all of them.
/// </summary>
internal sealed class VisibilityShop : IAsyncDisposable
{
    public const string Word = "kangaroo";
    private static readonly string[] Everything =
    [
        Permissions.ConversationsRead, Permissions.ConversationsWrite, Permissions.MessagesSend, Permissions.OrdersRead, Permissions.OrdersWrite,
        Permissions.ContactsRead, Permissions.ContactsWrite, Permissions.SignalsRead, Permissions.WebhooksRead,
    ];

    private VisibilityShop(HubHost hub) => Hub = hub;

    public HubHost Hub { get; }

    public SignedIn Own { get; private set; } = null!;

    public SignedIn Agent { get; private set; } = null!;

    public Thread Mine { get; private set; } = null!;

    public Thread Teams { get; private set; } = null!;

    public Thread Others { get; private set; } = null!;

    public Guid Label { get; private set; }

    public static async Task<VisibilityShop> Open(StorageKind kind)
    {
        var shop = new VisibilityShop(await HubHost.Start(kind, "--Hub:RequestsPerSecond=2000"));
        await shop.Fill();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        Own?.Dispose();
        Agent?.Dispose();
        await Hub.DisposeAsync();
    }

    private async Task Fill()
    {
        await Hub.Connect("shop");
        var team = Hub.Store.Ids.Next();
        var home = await Hub.Home();
        await Hub.Store.Write(null, null, db => Task.FromResult(db.Teams.Add(new Team { WorkspaceId = home, Id = team, Name = "Team" })), CancellationToken.None);
        Own = await Hub.SignIn(await Hub.Role(VisibilityScope.Own, Everything));
        Agent = await Hub.SignIn(await Hub.Role(VisibilityScope.Team, Everything), teams: [team]);
        using (var label = await Hub.Client.PostAsJsonAsync("/api/v1/labels", new { name = "Label", color = "#336699" }))
            Label = (await HubHost.Json(label)).GetProperty("id").GetGuid();
        (Mine, Teams, Others) = (await Add("mine"), await Add("teams"), await Add("others"));
        using (await Hub.Client.PatchAsJsonAsync($"/api/v1/conversations/{Mine.Id}", new { assigneeId = Own.MemberId }))
        using (await Hub.Client.PatchAsJsonAsync($"/api/v1/conversations/{Teams.Id}", new { teamId = team }))
        {
        }
    }

    private async Task<Thread> Add(string user)
    {
        await Hub.Receive("shop", ($"m-{user}", user, $"{Word} {user}"));
        var item = (await HubHost.Until(
            () => Hub.Items("/api/v1/conversations", 1, CancellationToken.None), items => items.Any(IsTheirs), CancellationToken.None)).First(IsTheirs);
        var thread = new Thread(
            item.GetProperty("id").GetGuid(), item.GetProperty("contactId").GetGuid(), await Order(item.GetProperty("id").GetGuid(), user),
            Hub.Store.Ids.Next(), (await Hub.Items("/api/v1/webhook-events", 1, CancellationToken.None))[0].GetProperty("id").GetGuid());
        using (await Hub.Client.PutAsync($"/api/v1/conversations/{thread.Id}/labels/{Label}", null))
        using (await Hub.Client.PatchAsJsonAsync($"/api/v1/contacts/{thread.Contact}", new { phone = "+84912345678" }))
            await Hub.Store.Write(null, null, db => Hang(db, thread), CancellationToken.None);
        return thread;

        bool IsTheirs(JsonElement one) => one.GetProperty("contactName").GetString() == "Name of " + user;
    }

    private async Task<Guid> Order(Guid conversation, string user)
    {
        using var order = await Hub.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/orders", new
        {
            currency = "VND",
            number = $"{Word} {user}",
            lines = new[] { new { productCode = "A", quantity = 1, unitPrice = 1 } },
        });
        return (await HubHost.Json(order)).GetProperty("id").GetGuid();
    }

    // A picture of the contact's message and a signal, which the scripted platform has none of.
    private static async Task Hang(HubDb db, Thread thread)
    {
        var message = await db.Messages.FirstAsync(row => row.ConversationId == thread.Id);
        var workspace = message.WorkspaceId;
        db.Attachments.Add(new Attachment
        {
            WorkspaceId = workspace,
            Id = thread.Attachment,
            MessageId = message.Id,
            State = AttachmentState.Stored,
            ContentType = "image/png",
            Size = 1,
        });
        db.AttachmentBytes.Add(new AttachmentBytes { WorkspaceId = workspace, Id = thread.Attachment, Bytes = [1] });
        db.Signals.Add(new SignalRecord
        {
            WorkspaceId = workspace,
            Id = thread.Id,
            EventId = $"{thread.Id:N}",
            Kind = SignalKind.ConversationStarted,
            ConversationId = thread.Id,
            OccurredAt = message.OccurredAt,
        });
        db.LedgerEntries.Add(new LedgerEntry { WorkspaceId = workspace, ConnectionId = message.ConnectionId, SignalId = thread.Id, At = message.OccurredAt });
    }

    /// <param name="Webhook">The one that brought its message.</param>
    public sealed record Thread(Guid Id, Guid Contact, Guid Order, Guid Attachment, Guid Webhook);
}
