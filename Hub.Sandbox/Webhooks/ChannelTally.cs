namespace Hub.Sandbox.Webhooks;

/// <summary>Counts and facts of one channel.</summary>
sealed class ChannelTally
{
    // Beyond this many facts only the counts go on, so that a load run cannot fill the memory.
    public const int KeptFacts = 500_000;

    public long Created, Accepted, DuplicatesAccepted, CopiesAccepted;
    public long ForgedSent, ForgedRefused, StaleSent, StaleRefused, MustRefuseButAccepted, Unreachable, Attempts;
    public SortedDictionary<int, long> Answers { get; } = [];
    public SortedDictionary<string, long> Unexpected { get; } = [];
    public HashSet<string> AcceptedWebhooks { get; } = [];
    public HashSet<string> MessageIds { get; } = [];
    public HashSet<string> EchoIds { get; } = [];
    public HashSet<string> Conversations { get; } = [];
    public HashSet<string> MessageConversations { get; } = [];
    public List<Fact> Facts { get; } = [];
    public List<string> Forbidden { get; } = [];
}
