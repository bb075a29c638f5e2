using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Grants;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Fills a workspace with something of everything, each with a marker in its texts.</summary>
internal static class Seed
{
    // What the background would try to do something with.
    private static readonly Type[] Worked = [typeof(Delivery), typeof(Lane), typeof(WebhookEvent)];
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[17]];

    /// <summary>As its people would, over HTTP.</summary>
    /// <returns>The workspace's id.</returns>
    public static async Task<Guid> Workspace(HubHost hub, HttpClient client, string account, string marker, CancellationToken cancellation)
    {
        var connection = await hub.Connect(account, client);
        await hub.Receive(account, ($"{account}-1", "u1", marker), ($"{account}-2", "u1", marker), ($"{account}-3", "u2", marker));
        var conversation = (await HubHost.Until(
            async () => (await client.GetFromJsonAsync<JsonElement>("/api/v1/conversations", cancellation)).GetProperty("items").EnumerateArray().ToArray(),
            items => items.Length > 1, cancellation))[0].GetProperty("id").GetGuid();
        await Post(client, $"conversations/{conversation}/messages", new { text = marker }, cancellation);
        await Post(client, $"conversations/{conversation}/notes", new { text = marker }, cancellation);
        using (var urgent = await client.PatchAsJsonAsync($"/api/v1/conversations/{conversation}", new { priority = "urgent" }, cancellation))
            await HubHost.Json(urgent);
        await Post(client, $"conversations/{conversation}/orders", new
        {
            currency = "VND",
            lines = new[] { new { productCode = marker, quantity = 1, unitPrice = 1000 } },
        }, cancellation);
        var resource = await Post(client, "resources", new { name = marker, kind = "staff" }, cancellation);
        var service = await Post(
            client, "services", new { name = marker, durationMinutes = 30, resourceIds = new[] { resource } }, cancellation);
        await Post(client, $"conversations/{conversation}/bookings", new
        {
            serviceId = service,
            startsAt = hub.Store.Now.AddDays(40),
            note = marker,
        }, cancellation);
        var list = await Post(client, "keyword-lists", new { name = marker }, cancellation);
        await Send(client, $"keyword-lists/{list}/versions", new StringContent(marker, Encoding.UTF8, "text/plain"), cancellation);
        await Send(client, $"attachments?fileName={marker}.png", new ByteArrayContent(Picture), cancellation);
        await Post(client, "views", new { name = marker, shared = true, query = new { status = "open" } }, cancellation);
        await Post(client, "api-keys", new { name = marker, scopes = new[] { "contacts.read" } }, cancellation);
        await Post(client, "labels", new { name = marker, color = "#336699" }, cancellation);
        await Post(client, "canned-replies", new { shortcut = marker, text = marker }, cancellation);
        await Post(client, "contact-attributes", new { key = marker, label = marker, type = "text" }, cancellation);
        await Post(client, "automation/rules", new
        {
            kind = "keywordReply",
            name = marker,
            state = "dryRun",
            conditions = new { any = new[] { marker } },
            actions = new[] { new { type = "reply", text = marker } },
        }, cancellation);
        await Post(client, "webhook-endpoints", new
        {
            url = "https://93.184.215.14/hook",
            description = marker,
            events = new[] { "message.received" },
            enabled = false,
        }, cancellation);
        await Post(client, "teams", new { name = marker }, cancellation);
        await Post(client, "roles", new { name = marker, permissions = new[] { "contacts.read" }, sees = "own" }, cancellation);
        await Post(client, "members", new { email = $"{marker}-{account}@example.com", name = marker, roleId = BuiltInRoles.Agent.Id }, cancellation);
        return await hub.Store.Read(null, db => db.Connections.Where(row => row.Id == connection).Select(row => row.WorkspaceId).SingleAsync(cancellation));
    }

    /// <summary>One row of everything that the workspace has none of yet, so that each table has an id to ask for.</summary>
    /// <param name="owner">Whose the rest is, where a thing is somebody's.</param>
    public static async Task Rest(HubHost hub, Guid workspace, Guid owner, string marker)
    {
        var have = Rows.Ids(await Rows.Of(hub.Store, workspace));
        await hub.Store.Write(null, null, async db =>
        {
            var session = await db.Sessions.Where(row => row.WorkspaceId == workspace && row.MemberId == owner).Select(row => row.Id).FirstAsync();
            var missing = db.Model.GetEntityTypes().Where(type => type.ClrType.IsSubclassOf(typeof(WorkspaceRow)) && !Worked.Contains(type.ClrType)
                && !have.ContainsKey(type.GetTableName()!)).ToList();
            foreach (var type in missing)
            {
                var row = Row(hub, type, workspace, owner, marker, have);
                if (row is Grant grant)
                    Open(hub, grant, owner, session, marker);
                db.Add(row);
            }
        }, CancellationToken.None);
    }

    // One that its owner chooses accounts from.
    private static void Open(HubHost hub, Grant grant, Guid owner, Guid session, string marker)
    {
        (grant.State, grant.Actor, grant.SessionId) = (GrantState.Open, $"member:{owner:N}", session);
        grant.Vault = hub.Get<GrantVault>().Lock(grant.WorkspaceId, grant.ConnectorId, grant.Id, new GrantSecrets(
            null, new Credentials(marker), null, [new RemoteAccount($"{marker} account", marker)]));
    }

    private static object Row(
        HubHost hub, Microsoft.EntityFrameworkCore.Metadata.IEntityType type, Guid workspace, Guid owner, string marker, Dictionary<string, List<Guid>> have)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetProperties().Where(property => property.PropertyInfo?.SetMethod is not null))
        {
            var value = property.Name switch
            {
                nameof(WorkspaceRow.WorkspaceId) => workspace,
                nameof(WorkspaceRow.Id) => hub.Store.Ids.Next(),
                "ConversationId" => have["conversations"][0],
                "ContactId" => have["contacts"][0],
                "ConnectionId" => have["connections"][0],
                "MemberId" => owner,
                "ExpiresAt" => hub.Store.Now.AddDays(1), // or the housekeeping takes it away meanwhile
                _ => Value(property.ClrType, property.IsNullable, marker, hub),
            };
            if (value is not null)
                property.PropertyInfo!.SetValue(row, value);
        }

        return row;
    }

    private static object? Value(Type type, bool nullable, string marker, HubHost hub) =>
        type == typeof(string) ? $"{marker} {Guid.NewGuid():N}"
        : nullable ? null
        : type == typeof(byte[]) ? Encoding.UTF8.GetBytes(marker)
        : type == typeof(Guid) ? hub.Store.Ids.Next()
        : type == typeof(DateTimeOffset) ? hub.Store.Now
        : Activator.CreateInstance(type);

    private static Task<Guid?> Post(HttpClient client, string path, object body, CancellationToken cancellation) =>
        Send(client, path, JsonContent.Create(body), cancellation);

    private static async Task<Guid?> Send(HttpClient client, string path, HttpContent content, CancellationToken cancellation)
    {
        using var answer = await client.PostAsync($"/api/v1/{path}", content, cancellation);
        return (await HubHost.Json(answer)).TryGetProperty("id", out var id) ? id.GetGuid() : null;
    }
}
