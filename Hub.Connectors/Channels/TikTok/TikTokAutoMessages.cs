using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Automatic messages of an account (pages 1832184584869890 to 1832184641212433). Keyword replies of TikTok's own cannot be made by API. The page of
/// <c>get/</c> names POST, its examples use GET, which is what is called here.
/// </summary>
internal sealed class TikTokAutoMessages(TikTokSettings settings, TimeProvider clock)
{
    private const string Path = "business/message/auto_message/";

    public static IReadOnlyList<AutoMessageRule> Rules { get; } =
    [
        new(AutoMessageKind.Welcome, 1, null, 250, CanBeDeleted: false, CanBeSorted: false),
        new(AutoMessageKind.SuggestedQuestion, 3, 80, 200, CanBeDeleted: true, CanBeSorted: false),
        new(AutoMessageKind.ChatPrompt, 6, 18, 150, CanBeDeleted: true, CanBeSorted: true),
    ];

    public async Task<AutoMessagesAnswer> List(ConnectionContext connection, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var groups = new List<AutoMessageGroup>();
        foreach (var rule in Rules) // an answer has one state of one kind, so each kind is asked for
        {
            var query = new Dictionary<string, string> { ["business_id"] = connection.AccountId, ["auto_message_type"] = Name(rule.Kind) };
            var answer = await client.Get(Path + "get/", query, cancellation);
            if (answer.Failure is { } failure)
                return new AutoMessagesAnswer([], failure);
            var messages = answer.Data.Items("auto_messages").Select(item => Read(item, rule.Kind)).OfType<AutoMessage>().ToList();
            groups.Add(new AutoMessageGroup(rule.Kind, answer.Data.Text("operation_status") == "ENABLE", messages));
        }

        return new AutoMessagesAnswer(groups);
    }

    public async Task<Outcome> Save(ConnectionContext connection, AutoMessageDraft draft, string? id, CancellationToken cancellation)
    {
        var body = Body(connection, draft.Kind) with { AutoMessageId = id };
        body = draft.Kind switch
        {
            AutoMessageKind.Welcome => body with { WelcomeMessage = new AutoWelcome(draft.Text) },
            AutoMessageKind.SuggestedQuestion => body with { SuggestedQuestion = new AutoQuestion(draft.Title ?? "", draft.Text) },
            _ => body with { ChatPrompt = new AutoPrompt(draft.Title ?? "", draft.Text) },
        };
        var answer = await Call(connection, id is null ? "create/" : "update/", body, id is null ? Repeatable.No : Repeatable.Yes, cancellation,
            draft.Title, draft.Text);
        // TikTok puts a new greeting in the place of the old one, so that the old id says nothing.
        return answer.Failure ?? new Outcome.Accepted(
            answer.Data.Object("auto_message")?.Text("auto_message_id") ?? (draft.Kind == AutoMessageKind.Welcome ? null : id));
    }

    public Task<Outcome> Switch(ConnectionContext connection, AutoMessageKind kind, bool on, CancellationToken cancellation) =>
        Do(connection, "status/update/", Body(connection, kind) with { OperationStatus = on ? "ENABLE" : "DISABLE" }, cancellation);

    public Task<Outcome> Delete(ConnectionContext connection, AutoMessageKind kind, string id, CancellationToken cancellation) =>
        Do(connection, "delete/", Body(connection, kind) with { AutoMessageId = id }, cancellation);

    public Task<Outcome> Sort(
        ConnectionContext connection, AutoMessageKind kind, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        Do(connection, "sort/", Body(connection, kind) with { AutoMessageIds = ids }, cancellation);

    public static AutoMessageReview ReviewOf(string? status) => status switch
    {
        "REVIEWING" => AutoMessageReview.Reviewing,
        "APPROVED" => AutoMessageReview.Approved,
        "REJECTED" => AutoMessageReview.Rejected,
        _ => AutoMessageReview.Unknown,
    };

    /// <returns>Null for what is none of the three; TikTok's own keyword replies are read by nobody here.</returns>
    public static AutoMessageKind? KindOf(string? name) => Rules.Where(rule => Name(rule.Kind) == name).Select(rule => (AutoMessageKind?)rule.Kind).FirstOrDefault();

    private async Task<Outcome> Do(ConnectionContext connection, string call, AutoMessageBody body, CancellationToken cancellation) =>
        (await Call(connection, call, body, Repeatable.Yes, cancellation)).Failure ?? new Outcome.Accepted();

    private async Task<TikTokAnswer> Call(
        ConnectionContext connection, string call, AutoMessageBody body, Repeatable repeatable, CancellationToken cancellation, params string?[] secrets)
    {
        using var client = Client(connection);
        return await client.Post(Path + call, body, TikTokJson.Default.AutoMessageBody, repeatable, cancellation, secrets);
    }

    private static AutoMessage? Read(JsonElement item, AutoMessageKind kind)
    {
        if (item.Text("auto_message_id") is not { } id || (item.Text("auto_message_type") ?? Name(kind)) != Name(kind))
            return null; // of another kind, if what is asked for is not what decides
        var (title, text) = kind switch
        {
            AutoMessageKind.Welcome => (null, item.Object("welcome_message")?.Text("content")),
            AutoMessageKind.SuggestedQuestion => (
                item.Object("suggested_question")?.Text("question"), item.Object("suggested_question")?.Text("answer")),
            _ => (item.Object("chat_prompt")?.Text("title"), item.Object("chat_prompt")?.Text("content")),
        };
        return new AutoMessage(id, title, text, ReviewOf(item.Text("audit_status")));
    }

    private static AutoMessageBody Body(ConnectionContext connection, AutoMessageKind kind) => new(connection.AccountId, Name(kind));

    private static string Name(AutoMessageKind kind) => kind switch
    {
        AutoMessageKind.Welcome => "WELCOME_MESSAGE",
        AutoMessageKind.SuggestedQuestion => "SUGGESTED_QUESTION",
        _ => "CHAT_PROMPT",
    };

    private TikTokClient Client(ConnectionContext connection) =>
        new("tiktok", settings.Base!, connection.Http, clock, connection.Credentials.AccessToken);
}
