using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Hub.Tests.Core.Automation;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Comments;

/// <summary>People who comment, and who may write afterwards, each in a thread that the platform names.</summary>
internal static class CommentLab
{
    public static async Task<Guid> Commented(this Lab lab, string key = "c1", string person = "lan")
    {
        await lab.Apply(lab.Comment(key, person));
        return await lab.Read(db => db.Comments.Where(row => row.Key == key).Select(row => row.Id).SingleAsync());
    }

    public static CommentEvent Comment(this Lab lab, string key, string person, string? name = null) => new()
    {
        EventKey = "comment:" + key,
        OccurredAt = lab.Clock.GetUtcNow(),
        CommentKey = key,
        Text = "Bao nhiêu vậy shop?",
        IsAnswerable = true,
        Contact = new Participant([new Identity("user", person)], name ?? person),
    };

    public static MessageEvent Said(this Lab lab, string key, string text, string person = "lan") => new()
    {
        EventKey = key,
        MessageKey = key,
        OccurredAt = lab.Clock.GetUtcNow(),
        Direction = MessageDirection.Inbound,
        ConversationKey = "thread-" + person,
        Contact = new Participant([new Identity("user", person)], person),
        Content = MessageContent.OfText(text),
    };

    public static MessageEvent Echo(this Lab lab, string key, string text, string person = "lan") =>
        lab.Said(key, text, person) with { Direction = MessageDirection.Outbound, Origin = MessageOrigin.Api };

    public static Task<CommentAnswer> Answer(this Lab lab, Guid comment, string text) =>
        lab.Get<CommentDesk>().Answer(lab.Owner(), comment, text, CancellationToken.None);

    public static Task<IReadOnlyList<CommentStanding>> Page(this Lab lab, CommentShelf shelf, Caller? caller = null) =>
        lab.Get<CommentList>().Page(caller ?? lab.Owner(), shelf, null, 50, CancellationToken.None);

    public static async Task<IEnumerable<string>> Keys(this Lab lab, CommentShelf shelf, Caller? caller = null) =>
        (await lab.Page(shelf, caller)).Select(row => row.View.Row.Key);

    public static Task<int> OwedToCrm(this Lab lab) => lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact));
}
