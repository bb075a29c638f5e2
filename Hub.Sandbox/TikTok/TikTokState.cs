using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>The shop's TikTok account: threads, uploads, comments, webhook callback.</summary>
sealed class TikTokState(SandboxOptions options)
{
    const int KeptConversations = 50_000;
    readonly BoundedMap<TikTokConversation> _conversations = new(KeptConversations);
    readonly Dictionary<string, TikTokComment> _comments = [];
    readonly HashSet<string> _uploads = [];

    /// <summary>Guards everything here; callers hold it while they work on a conversation.</summary>
    public Lock Gate { get; } = new();
    public Dictionary<string, string> Callbacks { get; } = [];

    /// <summary>Comment-to-Message: off until the business switches it on.</summary>
    public bool TellsOfComments { get; set; }

    /// <summary>The platform has dropped the callback: it posts nothing more until it is set again.</summary>
    public bool IsCallbackLost { get; set; }

    public TikTokConversation? Find(string? id) => id is not null && _conversations.TryGet(id, out var found) ? found : null;

    public IEnumerable<TikTokConversation> Newest() => _conversations.Values.OrderByDescending(c => c.Updated).Take(options.TikTokListed);

    public void Observe(OutgoingWebhook webhook)
    {
        lock (Gate)
        {
            foreach (var fact in webhook.Facts) Observe(fact);
        }
    }

    public string Upload(string name)
    {
        var id = Ids.Hex("upload:" + name);
        lock (Gate) _uploads.Add(id);
        return id;
    }

    public bool HasUpload(string? id) => id is not null && _uploads.Contains(id);

    public TikTokComment? Comment(string? id) => id is null ? null : _comments.GetValueOrDefault(id);

    /// <summary>The thread with a person, which an answer to a comment opens.</summary>
    public TikTokConversation With(string conversation, string person) => Open(conversation, person);

    public void LoseCallback()
    {
        lock (Gate)
        {
            Callbacks.Clear();
            IsCallbackLost = true;
        }
    }

    public void Reset()
    {
        lock (Gate)
        {
            _conversations.Clear();
            _comments.Clear();
            _uploads.Clear();
            Callbacks.Clear();
            IsCallbackLost = false;
            TellsOfComments = false;
        }
    }

    void Observe(Fact fact)
    {
        if (fact.Type == "comment")
        {
            _comments[fact.Original!] = new TikTokComment(fact.Person, fact.At);
            return;
        }
        var conversation = Open(fact.Conversation, fact.Person);
        switch (fact.Kind)
        {
            case FactKind.Message or FactKind.Ping or FactKind.Reaction:
                conversation.Received(fact.At, fact.History);
                break;
            case FactKind.Echo:
                conversation.Sent(fact.At, fact.History!, counts: false);
                break;
            case FactKind.Referral:
                conversation.Referred(fact.At, fact.Referral!);
                break;
        }
    }

    TikTokConversation Open(string id, string person)
    {
        if (_conversations.TryGet(id, out var known)) return known;
        return _conversations[id] = new TikTokConversation(id, person);
    }
}
