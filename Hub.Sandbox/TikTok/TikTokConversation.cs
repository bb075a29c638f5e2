using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.TikTok;

/// <summary>One thread between the shop and a person, as TikTok keeps it.</summary>
sealed class TikTokConversation(string id, string person)
{
    const int KeptMessages = 20;
    const int SendsPerWindow = 10;
    static readonly TimeSpan Window = TimeSpan.FromHours(48);
    readonly LinkedList<(DateTimeOffset At, JsonObject Content)> _messages = new();
    DateTimeOffset _lastUser = DateTimeOffset.MinValue;
    int _sends;

    public string Id { get; } = id;
    public string Person { get; } = person;
    public bool Answered { get; private set; }
    public DateTimeOffset Updated { get; private set; }
    public List<(DateTimeOffset At, ReferralFact Referral)> Referrals { get; } = [];
    public HashSet<string> MessageIds { get; } = [];

    /// <summary>Ten messages within 48 hours after each message of the person (page 1832184403754242).</summary>
    public bool MaySend(DateTimeOffset now) => now - _lastUser <= Window && _sends < SendsPerWindow;

    public void Received(DateTimeOffset at, JsonObject? content)
    {
        if (at > _lastUser)
        {
            _lastUser = at;
            _sends = 0;
        }
        Keep(at, content);
    }

    public void Sent(DateTimeOffset at, JsonObject content, bool counts)
    {
        if (counts) _sends++;
        Answered = true;
        Keep(at, content);
    }

    public void Referred(DateTimeOffset at, ReferralFact referral)
    {
        Referrals.Add((at, referral));
        Updated = at > Updated ? at : Updated;
    }

    /// <summary>When the newest message came or left; null when there is none.</summary>
    public DateTimeOffset? LastMessage => _messages.Count == 0 ? null : _messages.Max(m => m.At);

    /// <summary>The 20 newest, newest first.</summary>
    public IEnumerable<(DateTimeOffset At, JsonObject Content)> Newest() => _messages.OrderByDescending(m => m.At);

    void Keep(DateTimeOffset at, JsonObject? content)
    {
        Updated = at > Updated ? at : Updated;
        if (content is null) return;
        _messages.AddLast((at, content));
        MessageIds.Add((string)content["message_id"]!);
        if (_messages.Count <= KeptMessages) return;
        var oldest = _messages.MinBy(m => m.At);
        _messages.Remove(oldest);
        MessageIds.Remove((string)oldest.Content["message_id"]!);
    }
}
