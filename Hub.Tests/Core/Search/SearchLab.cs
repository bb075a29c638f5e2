using Hub.Core.Search;
using Hub.Core.Teams;
using Hub.Tests.Core.Contacts;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Search;

/// <summary>People who write, and members who look for it.</summary>
internal static class SearchLab
{
    public static Caller All(this Lab lab) => Caller.Key(lab.Workspace, Guid.NewGuid(), [Permissions.All]);

    public static Caller Own(this Lab lab, Guid member) => new(lab.Workspace, CallerKind.Member, member, [Permissions.All], VisibilityScope.Own, []);

    public static Task Writes(this Lab lab, string person, string key, string text, DateTimeOffset? at = null) => lab.Apply(
        MergeLab.Says(person, key, at ?? lab.Clock.GetUtcNow()) with { Content = Hub.Connectors.Abstractions.MessageContent.OfText(text) });

    /// <summary>The person's conversation is the member's from now on.</summary>
    public static async Task Assign(this Lab lab, string person, Guid member)
    {
        var contact = await lab.Contact(person);
        await lab.Store.Write(
            null, null, async db => (await db.Conversations.SingleAsync(row => row.ContactId == contact)).AssigneeId = member, CancellationToken.None);
    }

    /// <summary>What is found, as it is written, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> Find(this Lab lab, Caller caller, string words, int take = 50) =>
        [.. (await new Searcher(lab.Store).Messages(caller, SearchQuery.Read(words)!, null, take, CancellationToken.None))
            .Select(hit => hit.Snippet.Text)];

    /// <summary>Without parameters: for what no query of the model can say.</summary>
    public static async Task Run(this Lab lab, string sql)
    {
        await using var db = lab.Store.OpenDb();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
