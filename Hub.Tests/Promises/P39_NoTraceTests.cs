using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// A person who is erased and an account that is disconnected leave nothing in what the hub logs, however much it logs, and nothing in a backup that is
/// made afterwards.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P39_NoTraceTests(StorageKind kind)
{
    private const string Number = "84977" + "6644229";
    private static readonly string[] Person = ["zq9text", "zq9name", "zq9answer", "zq9mail", "zq9note", Number];
    private static readonly string[] Tokens = ["zq9token-meta", "zq9token-tiktok", "zq9token-refresh", "zq9token-events"];

    [Test]
    [CancelAfter(240_000)]
    public async Task Nothing_of_it_is_in_the_logs_of_the_hub_or_in_the_next_backup(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind, configure: options =>
            (options.MetaToken, options.TikTokAccess, options.TikTokRefresh, options.EventsToken) = (Tokens[0], Tokens[1], Tokens[2], Tokens[3]));
        await using var hub = await stage.Start(cancellation, null, "--Logging:LogLevel:Default=Debug");
        await stage.Connect("tiktok", "whatsapp", "tiktok-events");
        var contact = await Talk(stage, cancellation);
        var vaults = await stage.Read(db => db.Connections.Select(row => row.Vault).ToListAsync(cancellation));
        var before = await stage.BackedUp();
        Assert.That(Person.Where(text => !before.Hold(text)), Is.Empty, "the search finds what is there");
        Assert.That(vaults.TrueForAll(before.Hold), Is.True);

        await Erase(stage, contact, cancellation);
        foreach (var account in stage.Connections.Values)
            await Disconnect(stage, account, cancellation);

        var after = await stage.BackedUp();
        hub.Terminate();
        await hub.Exited(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(Person.Where(after.Hold), Is.Empty, "of the person in the backup");
            Assert.That(vaults.Where(after.Hold), Is.Empty, "of tokens in the backup");
            Assert.That(hub.Log.Any(line => line.Contains("\"Debug\"", StringComparison.Ordinal)), Is.True, "it logged all that it can");
            Assert.That(
                hub.Log.Where(line => Person.Concat(Tokens).Any(text => line.Contains(text, StringComparison.OrdinalIgnoreCase))), Is.Empty, "in the logs");
        });
        Verdict.Pass("P39", $"{kind}: 1 person and {vaults.Count} accounts, nothing in {hub.Log.Count} lines of log and in the backup after");
    }

    private static async Task<Guid> Talk(Stage stage, CancellationToken cancellation)
    {
        await stage.Happens(new { platform = "tiktok", from = "zq9person", referral = new { source = "ad", @ref = "campaign" } });
        await stage.Happens(new { platform = "tiktok", from = "zq9person", text = "zq9text chào shop" });
        await stage.Happens(new { platform = "whatsapp", from = Number, text = "zq9text số của mình" });
        var threads = await stage.Until(
            db => db.Conversations.OrderBy(row => row.Id).Select(row => new { row.Id, row.ContactId }).ToListAsync(cancellation), rows => rows.Count == 2, cancellation);
        await stage.Until(db => db.Messages.CountAsync(cancellation), count => count == 2, cancellation);
        var (keep, drop) = (threads[0].ContactId, threads[1].ContactId);
        await Done(stage.Api.PostAsync($"/api/v1/contacts/{keep}/merges", JsonContent.Create(new { otherId = drop }), cancellation));
        await Done(stage.Api.PatchAsJsonAsync(
            $"/api/v1/contacts/{keep}", new { displayName = "zq9name", phone = "+" + Number, email = "zq9mail@example.com" }, cancellation));
        foreach (var thread in threads)
        {
            await stage.Send(thread.Id, "zq9answer");
            await Done(stage.Api.PostAsJsonAsync($"/api/v1/conversations/{thread.Id}/notes", new { text = "zq9note" }, cancellation));
        }

        await stage.Until(
            db => db.Messages.CountAsync(row => row.Direction == MessageDirection.Outbound && row.Status > MessageStatus.Queued, cancellation), sent => sent == 2, cancellation);
        await stage.Until(db => db.LedgerEntries.CountAsync(row => row.State == LedgerState.Sent, cancellation), sent => sent > 0, cancellation);
        return keep;
    }

    private static async Task Erase(Stage stage, Guid contact, CancellationToken cancellation)
    {
        using var begun = await stage.Api.PostAsync($"/api/v1/contacts/{contact}/erasure", null, cancellation);
        begun.EnsureSuccessStatusCode();
        await stage.Until(db => db.Erasures.SingleAsync(cancellation), row => row.ScrubbedAt is not null, cancellation);
    }

    private static async Task Disconnect(Stage stage, Guid account, CancellationToken cancellation)
    {
        using var begun = await stage.Api.PostAsync($"/api/v1/connections/{account}/disconnect", null, cancellation);
        begun.EnsureSuccessStatusCode();
        await stage.Until(
            db => db.Disconnects.SingleAsync(row => row.ConnectionId == account, cancellation), row => !row.IsPending && row.TokensDeletedAt is not null, cancellation);
    }

    private static async Task Done(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
