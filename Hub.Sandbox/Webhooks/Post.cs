namespace Hub.Sandbox.Webhooks;

/// <summary>One POST to make: a webhook, or a copy or forgery of it. <c>Fixed</c> holds headers that must not be signed anew.</summary>
sealed record Post(OutgoingWebhook Webhook, PostKind Kind, IReadOnlyDictionary<string, string>? Fixed = null)
{
    public TimeSpan Delay { get; init; }
    public bool MustBeRefused => Kind is PostKind.Forged or PostKind.Stale;
}
