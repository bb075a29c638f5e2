namespace Hub.Sandbox.Webhooks;

/// <summary>Remembers what was sent and what the hub took. A fact counts once its webhook was answered 200.</summary>
sealed class WebhookLedger
{
    readonly Lock _lock = new();
    readonly SortedDictionary<string, ChannelTally> _channels = [];

    public void Created(OutgoingWebhook webhook)
    {
        lock (_lock) Of(webhook.Channel).Created++;
    }

    public void Forbid(OutgoingWebhook forgery)
    {
        lock (_lock) Of(forgery.Channel).Forbidden.AddRange(forgery.Facts.Select(f => f.MessageId!));
    }

    /// <summary>Notes an answer (null: none came). True when the post is settled and is not tried again.</summary>
    public bool Answered(Post post, int? status)
    {
        lock (_lock)
        {
            var tally = Of(post.Webhook.Channel);
            tally.Attempts++;
            if (status is not { } code)
            {
                tally.Unreachable++;
                return false;
            }
            return post.MustBeRefused ? Refused(tally, post, code) : Taken(tally, post, code);
        }
    }

    public T Read<T>(Func<IReadOnlyDictionary<string, ChannelTally>, T> question)
    {
        lock (_lock) return question(_channels);
    }

    public void Clear()
    {
        lock (_lock) _channels.Clear();
    }

    static bool Refused(ChannelTally tally, Post post, int status)
    {
        if (IsBusy(status)) return false;
        if (post.Kind == PostKind.Forged) tally.ForgedSent++; else tally.StaleSent++;
        if (status == 401 && post.Kind == PostKind.Forged) tally.ForgedRefused++;
        else if (status == 401) tally.StaleRefused++;
        else Unexpected(tally, $"{post.Kind.ToString().ToLowerInvariant()} answered {status}");
        if (status is >= 200 and < 300) tally.MustRefuseButAccepted++;
        return true;
    }

    static bool Taken(ChannelTally tally, Post post, int status)
    {
        tally.Answers[status] = tally.Answers.GetValueOrDefault(status) + 1;
        if (status != 200)
        {
            if (!IsBusy(status)) Unexpected(tally, $"genuine answered {status}");
            return false;
        }
        if (post.Kind == PostKind.Duplicate) tally.DuplicatesAccepted++;
        if (post.Kind == PostKind.Copy) tally.CopiesAccepted++;
        if (tally.AcceptedWebhooks.Add(post.Webhook.Id)) Hold(tally, post.Webhook);
        return true;
    }

    static void Hold(ChannelTally tally, OutgoingWebhook webhook)
    {
        tally.Accepted++;
        foreach (var fact in webhook.Facts)
        {
            if (fact.Kind == FactKind.Message && fact.MessageId is { } message && tally.MessageIds.Add(message))
                tally.MessageConversations.Add(fact.Conversation);
            if (fact.Kind == FactKind.Echo && fact.MessageId is { } echo) tally.EchoIds.Add(echo);
            if (fact.Kind is FactKind.Message or FactKind.Echo or FactKind.Referral) tally.Conversations.Add(fact.Conversation);
            if (tally.Facts.Count < ChannelTally.KeptFacts) tally.Facts.Add(fact with { History = null });
        }
    }

    static bool IsBusy(int status) => status is 408 or 425 or 429 or >= 500;

    static void Unexpected(ChannelTally tally, string what) => tally.Unexpected[what] = tally.Unexpected.GetValueOrDefault(what) + 1;

    ChannelTally Of(string channel) => _channels.TryGetValue(channel, out var tally) ? tally : _channels[channel] = new ChannelTally();
}
