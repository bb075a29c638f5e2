using System.Buffers;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// tiktok.me links. TikTok's page of referrals gives a ref's characters and length (1832184415059970); how a link is written is known from others only,
/// so its form is a setting. The longest text is that of any message.
/// </summary>
internal sealed class TikTokShortLinks(TikTokSettings settings)
{
    private const int LongestAccount = 64;
    private const string Account = "{username}";
    private const string Ref = "{ref}";
    private const string Text = "{message}";
    private static readonly SearchValues<char> AccountCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    private static readonly SearchValues<char> RefCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=");

    public static ShortLinkRules Rules { get; } = new(2083, TikTokPlan.MaxText);

    public static IReadOnlyList<SettingProblem> Check(ShortLinkDraft draft)
    {
        var problems = new List<SettingProblem>();
        // In a path "." and ".." would lead elsewhere; both end with a dot.
        if (draft.Account.Length is 0 or > LongestAccount || draft.Account.AsSpan().ContainsAnyExcept(AccountCharacters) || draft.Account.EndsWith('.'))
            problems.Add(new SettingProblem("account", TikTokTexts.Username));
        if (draft.Ref.Length == 0 || draft.Ref.AsSpan().ContainsAnyExcept(RefCharacters))
            problems.Add(new SettingProblem("ref", TikTokTexts.RefCharacters));
        else if (draft.Ref.Length > Rules.RefLength)
            problems.Add(new SettingProblem("ref", TikTokTexts.AtMost(Rules.RefLength)));
        if (draft.Text?.Length > Rules.TextLength)
            problems.Add(new SettingProblem("text", TikTokTexts.AtMost(Rules.TextLength)));
        return problems;
    }

    public Uri Write(ShortLinkDraft draft)
    {
        var (path, query) = settings.ShortLinkForm.Split('?', 2) is [var before, var after] ? (before, after.Split('&')) : (settings.ShortLinkForm, []);
        // A parameter that would be empty is left out: nothing tells what TikTok makes of one.
        var parts = query.Where(part => !string.IsNullOrEmpty(draft.Text) || !part.Contains(Text, StringComparison.Ordinal)).ToList();
        return new Uri(Fill(parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}", draft));
    }

    public static bool IsForm(string form) =>
        form.Contains(Account, StringComparison.Ordinal) && form.Contains(Ref, StringComparison.Ordinal)
        && Uri.TryCreate(Fill(form, new ShortLinkDraft("a", "b", "c")), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps;

    private static string Fill(string form, ShortLinkDraft draft) => form
        .Replace(Account, Uri.EscapeDataString(draft.Account), StringComparison.Ordinal)
        .Replace(Ref, Uri.EscapeDataString(draft.Ref), StringComparison.Ordinal)
        .Replace(Text, Uri.EscapeDataString(draft.Text ?? ""), StringComparison.Ordinal);
}
