using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Contacts;

/// <summary>However people merged and parted while messages came in: once all merges are undone, nothing is anywhere else than without them.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class MergeRandomTests(StorageKind kind)
{
    private const int People = 5;

    [Test]
    [CancelAfter(120_000)]
    public async Task Once_all_is_undone_everybody_has_their_own([Values(1, 2, 3)] int seed, CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        var random = new Random(seed);
        var said = new Dictionary<string, List<string>>();
        for (var step = 0; step < 60 && !cancellation.IsCancellationRequested; step++)
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
            if (step < People || random.Next(2) == 0)
                await Say(lab, said, $"p{(step < People ? step : random.Next(People))}", $"m{step:00}");
            else if (random.Next(3) > 0)
                await Merge(lab, random);
            else
                await Unmerge(lab, random);
        }

        while (await Unmerge(lab, random))
            cancellation.ThrowIfCancellationRequested();

        foreach (var (person, keys) in said)
        {
            var contact = await lab.Contact(person);
            var found = await lab.Read(db => db.Messages
                .Where(row => db.Conversations.Any(thread => thread.Id == row.ConversationId && thread.ContactId == contact))
                .Select(row => row.Key!).OrderBy(key => key).ToListAsync(cancellation));
            Assert.That(found, Is.EqualTo(keys).AsCollection, person);
            Assert.That(await lab.Read(db => db.Contacts.Where(row => row.Id == contact).Select(row => row.DisplayName).SingleAsync(cancellation)), Is.EqualTo(person));
        }

        Assert.That(await lab.Read(db => db.Contacts.CountAsync(cancellation)), Is.EqualTo(People));
        Assert.That(await lab.Read(db => db.Conversations.CountAsync(row => row.OriginId != null, cancellation)), Is.Zero);
        Assert.That(await lab.Read(db => db.MergedOrigins.CountAsync(cancellation)), Is.Zero);
    }

    private static async Task Say(Lab lab, Dictionary<string, List<string>> said, string person, string key)
    {
        await lab.Says(person, key);
        if (!said.TryGetValue(person, out var keys))
            said[person] = keys = [];
        keys.Add(key);
    }

    private static async Task Merge(Lab lab, Random random)
    {
        var contacts = await lab.Read(db => db.Contacts.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        if (contacts.Count < 2)
            return;
        var keep = contacts[random.Next(contacts.Count)];
        contacts.Remove(keep);
        await lab.Merge(keep, contacts[random.Next(contacts.Count)]);
    }

    /// <returns>False when nothing is merged.</returns>
    private static async Task<bool> Unmerge(Lab lab, Random random)
    {
        var merges = await lab.Read(db => db.MergedContacts.OrderBy(row => row.Id).ToListAsync());
        if (merges.Count == 0)
            return false;
        var merge = merges[random.Next(merges.Count)];
        var isRoot = await lab.Read(db => db.Contacts.AnyAsync(row => row.Id == merge.KeepId));
        Assert.That(await lab.Unmerge(merge.KeepId, merge.Id), Is.EqualTo(isRoot ? UnmergeAnswer.Done : UnmergeAnswer.MergedOn));
        return true;
    }
}
