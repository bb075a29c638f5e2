using System.Text.Json.Nodes;

namespace Hub.Sandbox.Traffic;

sealed record HandMadeReferral(string Source = "ad", string? AdId = null, string? Ref = null, string? ClickId = null);

sealed record HandMadeItem(string Sku, int Quantity, decimal Price, string Currency = "VND");

sealed record HandMadeOrder(IReadOnlyList<HandMadeItem> Items, string? CatalogId = null);

/// <summary>The body of <c>POST /_sandbox/send</c>: one thing that a person does. Give one of the acts.</summary>
sealed record HandMadeRequest
{
    public required string Platform { get; init; }
    /// <summary>Any name; the platform's ids follow from it. A number is taken as the WhatsApp number or the Page-scoped id.</summary>
    public string From { get; init; } = "someone";
    /// <summary>The message id, for instance to repeat one; else a new one.</summary>
    public string? MessageId { get; init; }
    /// <summary>How long ago it happened, for instance to close a reply window.</summary>
    public double AgeSeconds { get; init; }

    public string? Text { get; init; }
    public bool Image { get; init; }
    public HandMadeReferral? Referral { get; init; }
    public HandMadeOrder? Order { get; init; }
    /// <summary>The emoji; <see cref="Original"/> is the message that it is put on.</summary>
    public string? Reaction { get; init; }
    /// <summary>The new text of <see cref="Original"/> (WhatsApp).</summary>
    public string? Edit { get; init; }
    public bool Revoke { get; init; }
    public string? Original { get; init; }
    public bool Read { get; init; }
    /// <summary>They became a follower of the account (Zalo).</summary>
    public bool Follow { get; init; }
    /// <summary>A text of the shop, written on its own phone or in the platform's inbox.</summary>
    public string? Echo { get; init; }
    /// <summary>A text of a person inside EEA, CH or UK: TikTok only pings.</summary>
    public string? Ping { get; init; }
    /// <summary>A comment that TikTok takes for a wish to buy.</summary>
    public string? Comment { get; init; }
    /// <summary>A whole body, signed and sent as it stands.</summary>
    public JsonObject? Raw { get; init; }
}
