using Hub.Sandbox.Faults;

namespace Hub.Sandbox.Webhooks;

/// <summary>Turns one webhook into the posts that really go out: repeated, copied, delayed, forged.</summary>
sealed class Mischief(SandboxOptions options, Forger forger, FaultBox faults)
{
    // Forgeries are spread among genuine webhooks instead of standing in a row.
    const int EveryNth = 5;
    readonly Lock _lock = new();
    WebhookFaults _settings = new();
    int _seed = options.Seed;
    int _forgedLeft, _staleLeft, _seen, _forgeries;

    public int ReorderWindow
    {
        get { lock (_lock) return _settings.Reorder; }
    }

    public int Seed
    {
        get { lock (_lock) return _seed; }
    }

    public WebhookFaults Show()
    {
        lock (_lock) return _settings with { Forged = _forgedLeft, Stale = _staleLeft };
    }

    public void Set(WebhookFaults settings, int? seed = null)
    {
        lock (_lock)
        {
            _settings = settings;
            _seed = seed ?? _seed;
            _forgedLeft = settings.Forged;
            _staleLeft = settings.Stale;
        }
    }

    public IReadOnlyList<Post> Expand(OutgoingWebhook webhook)
    {
        lock (_lock)
        {
            var delayed = Happens(webhook, "delayed", _settings.Delayed);
            var late = delayed ? Share(webhook, "delay", _settings.DelayMs) : TimeSpan.Zero;
            var posts = new List<Post>
            {
                new(webhook, PostKind.Genuine) { Delay = webhook.After + late },
            };
            if (Happens(webhook, "duplicates", _settings.Duplicates))
                posts.Add(new(webhook, PostKind.Duplicate) { Delay = webhook.After + Share(webhook, "again", 800) });
            if (Happens(webhook, "copies", _settings.Copies))
                for (var i = 1; i < _settings.CopyCount; i++) posts.Add(new(webhook, PostKind.Copy) { Delay = posts[0].Delay });
            AddForgeries(webhook, posts);
            return posts;
        }
    }

    void AddForgeries(OutgoingWebhook webhook, List<Post> posts)
    {
        if (_forgedLeft + _staleLeft == 0 || !Forger.CanForge(webhook) || _seen++ % EveryNth != 0) return;
        var stale = _staleLeft > 0 && webhook.Channel == "tiktok" && (_forgedLeft == 0 || _forgeries % 2 == 0);
        if (stale)
        {
            _staleLeft--;
            posts.Add(forger.Stale(webhook, _forgeries++));
            faults.Count("webhooks:stale");
        }
        else if (_forgedLeft > 0)
        {
            _forgedLeft--;
            posts.Add(forger.Forge(webhook, _forgeries++));
            faults.Count("webhooks:forged");
        }
    }

    bool Happens(OutgoingWebhook webhook, string question, double share)
    {
        var happens = share > 0 && Chance.Of(_seed, webhook.Id, question) < share;
        if (happens) faults.Count("webhooks:" + question);
        return happens;
    }

    TimeSpan Share(OutgoingWebhook webhook, string question, int milliseconds) =>
        TimeSpan.FromMilliseconds(10 + Chance.Of(_seed, webhook.Id, question) * milliseconds);
}
