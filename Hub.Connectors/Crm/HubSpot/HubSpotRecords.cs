using System.Text.Json.Serialization;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Properties of a contact. What is null is not sent, so that an unknown value never wipes a known one.</summary>
internal sealed record ContactProperties
{
    [JsonPropertyName("firstname")]
    public string? FirstName { get; set; }

    [JsonPropertyName("phone")]
    public string? Phone { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }
}

internal sealed record OrderProperties
{
    [JsonPropertyName("hs_order_name")]
    public string? Name { get; set; }

    [JsonPropertyName("hs_external_order_id")]
    public string? ExternalId { get; set; }

    [JsonPropertyName("hs_currency_code")]
    public string? Currency { get; set; }

    [JsonPropertyName("hs_total_price")]
    public string? Total { get; set; }

    [JsonPropertyName("hs_subtotal_price")]
    public string? Subtotal { get; set; }

    [JsonPropertyName("hs_order_discount")]
    public string? Discount { get; set; }

    [JsonPropertyName("hs_tax")]
    public string? Tax { get; set; }

    [JsonPropertyName("hs_shipping_cost")]
    public string? Shipping { get; set; }

    [JsonPropertyName("hs_external_order_status")]
    public string? Status { get; set; }
}

/// <summary>Names and outcomes: HubSpot, Meetings API guide (crm-meetings-v3).</summary>
internal sealed record MeetingProperties
{
    /// <summary>Should equal the start.</summary>
    [JsonPropertyName("hs_timestamp")]
    public string? Timestamp { get; set; }

    [JsonPropertyName("hs_meeting_title")]
    public string? Title { get; set; }

    [JsonPropertyName("hs_meeting_start_time")]
    public string? StartsAt { get; set; }

    [JsonPropertyName("hs_meeting_end_time")]
    public string? EndsAt { get; set; }

    [JsonPropertyName("hs_meeting_outcome")]
    public string? Outcome { get; set; }
}
