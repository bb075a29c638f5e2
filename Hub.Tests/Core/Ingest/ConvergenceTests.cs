using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Ingest;

/// <summary>Whatever is repeated, reordered or cut elsewhere, the hub ends in the same state.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConvergenceTests(StorageKind kind)
{
    [Test]
    public Task A_mangled_stream_ends_in_the_state_of_the_ordered_one() => Rounds(30);

    [Test]
    [Explicit]
    [Category("Long")]
    public Task A_mangled_stream_ends_in_the_state_of_the_ordered_one_three_hundred_times() => Rounds(300);

    private async Task Rounds(int rounds)
    {
        await using var lab = await Lab.Create(kind);
        for (var round = 0; round < rounds; round++)
        {
            var random = new Random(round);
            var story = EventStreams.Story(random);
            var mangled = EventStreams.Mangled(story, random);
            var expected = await After(lab, [story]);
            var actual = await After(lab, mangled);
            Assert.That(actual, Is.EqualTo(expected).AsCollection, $"seed {round}");
        }
    }

    private static async Task<IReadOnlyList<string>> After(Lab lab, IEnumerable<ChannelEvent[]> batches)
    {
        await Empty(lab);
        foreach (var batch in batches)
            await lab.Apply(batch);
        return await lab.Read(FinalState.Of);
    }

    private static Task Empty(Lab lab) => lab.Store.Write(null, null, async db =>
    {
        foreach (var table in new[]
        {
            "contacts", "contact_identities", "conversations", "messages", "message_facts", "reactions", "referrals", "order_lines", "orders",
            "signals", "ledger_entries", "deliveries",
        })
            await db.Database.ExecuteSqlRawAsync(Delete(table));
    }, CancellationToken.None);

    private static string Delete(string table) => $"delete from {table}";
}
