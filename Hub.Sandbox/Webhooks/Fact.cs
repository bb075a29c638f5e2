using System.Text.Json.Nodes;

namespace Hub.Sandbox.Webhooks;

enum FactKind { Message, Echo, Reaction, Edit, Revoke, Receipt, Referral, Ping, Other }

/// <summary>How a person arrived.</summary>
sealed record ReferralFact(string Source, string? AdId, string? Ref, string? ClickId);

/// <summary>One line of an order that was placed inside a chat.</summary>
sealed record OrderLine(string Sku, int Quantity, decimal Price, string Currency);

/// <summary>One thing that a webhook tells. From these follows what the hub should hold.</summary>
sealed record Fact(FactKind Kind, string Conversation, string? MessageId, string Type, DateTimeOffset At)
{
    public string Person { get; init; } = "";
    public string? Original { get; init; }
    public string? Keyword { get; init; }
    public ReferralFact? Referral { get; init; }
    public IReadOnlyList<OrderLine> Order { get; init; } = [];
    public string? Catalog { get; init; }
    /// <summary>The message as the platform's own history shows it. TikTok can be asked for it.</summary>
    public JsonObject? History { get; init; }
    /// <summary>A ping names no message: the hub has to ask for it.</summary>
    public bool IsInBody => MessageId is not null && Kind != FactKind.Ping;
}
