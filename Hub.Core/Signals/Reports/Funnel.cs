namespace Hub.Core.Signals.Reports;

/// <summary>How far conversations came that began in a span, by where they came from, and what they brought.</summary>
/// <param name="Ads">The ads that brought most, then what came from ads that the platform did not name; a conversation that several ads brought counts for the last of them.</param>
/// <param name="MoreAds">Whether there are ads beyond those.</param>
public sealed record Funnel(
    IReadOnlyList<FunnelRow> Rows, IReadOnlyList<FunnelMoney> Money, IReadOnlyList<AdRow> Ads, bool MoreAds);

public enum FunnelSource
{
    /// <summary>An ad brought the contact at least once.</summary>
    Ad,

    /// <summary>A short link or a post did, and no ad.</summary>
    Link,

    /// <summary>Nothing says what did.</summary>
    Unattributed,
}

/// <summary>The furthest that a conversation came; each stage holds those of all later ones.</summary>
public enum FunnelStage
{
    /// <summary>A contact opened the thread.</summary>
    Arrived,

    /// <summary>The contact wrote.</summary>
    Conversation,

    /// <summary>A rule or a label says so, or the contact used a keyword.</summary>
    Qualified,

    /// <summary>There is an order that is no draft, or a booking; what was cancelled does not count.</summary>
    Ordered,

    /// <summary>An order was paid and not cancelled since, or the contact kept a booking.</summary>
    Paid,
}

/// <param name="Count">Conversations that came this far or further.</param>
public sealed record FunnelRow(FunnelSource Source, FunnelStage Stage, int Count);

/// <param name="Ordered">What orders are for that are neither drafts nor cancelled.</param>
/// <param name="Paid">What came in.</param>
/// <param name="Refunded">What went back.</param>
/// <param name="Bookings">Prices of bookings that were kept.</param>
public sealed record FunnelMoney(FunnelSource Source, string Currency, decimal Ordered, decimal Paid, decimal Refunded, decimal Bookings);

/// <param name="AdId">Null for all that the platform did not name.</param>
/// <param name="Paid">Whose orders are paid whole, or who kept a booking.</param>
public sealed record AdRow(
    string? AdId, string? Title, int Conversations, int Qualified, int Ordered, int Paid, IReadOnlyList<AdMoney> Revenue);

/// <param name="Amount">What came in for orders, also in part, without what went back; and the prices of bookings that were kept.</param>
public sealed record AdMoney(string Currency, decimal Amount);
