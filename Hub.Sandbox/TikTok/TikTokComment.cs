namespace Hub.Sandbox.TikTok;

/// <summary>A first comment below one of the shop's videos.</summary>
sealed record TikTokComment(string Person, DateTimeOffset At)
{
    static readonly TimeSpan AnswerTime = TimeSpan.FromHours(48);
    static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    public bool IsAnswered { get; set; }

    /// <summary>People whose name begins so are not 18 yet: how a test makes one.</summary>
    bool IsMinor => Person.StartsWith("minor", StringComparison.Ordinal);

    /// <summary>What page 1843697551083522 asks for; a text says what is not so, null is right.</summary>
    public string? Wrong(DateTimeOffset now, DateTimeOffset? lastMessage)
    {
        if (now - At > AnswerTime) return "The comment is older than 48 hours.";
        if (IsAnswered) return "The comment has been answered by a direct message already.";
        if (lastMessage is { } last && now - last < Quiet) return "There was a direct message with the user in the past 24 hours.";
        return IsMinor ? "The user cannot be messaged." : null;
    }
}
