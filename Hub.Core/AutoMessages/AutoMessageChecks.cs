using Hub.Connectors.Abstractions;

namespace Hub.Core.AutoMessages;

/// <summary>What is wrong with an automatic message, field by field, before the platform is asked.</summary>
public static class AutoMessageChecks
{
    private static readonly LocalizedText Missing = new("A value is required.", "Cần phải có giá trị.");
    private static readonly LocalizedText NoTitle = new("A greeting has no title.", "Lời chào không có tiêu đề.");
    private static readonly LocalizedText NoKind = new("The platform has no such automatic message.", "Nền tảng không có loại tin nhắn tự động này.");
    private static readonly LocalizedText InReview = new(
        "It is being reviewed, and can be changed afterwards.", "Tin đang được duyệt, có thể sửa sau khi duyệt xong.");
    private static readonly LocalizedText Gone = new("There is no such automatic message any more.", "Tin nhắn tự động này không còn nữa.");
    private static readonly LocalizedText CannotDelete = new("It can be switched off, not deleted.", "Chỉ có thể tắt, không thể xóa.");
    private static readonly LocalizedText CannotSort = new("The platform keeps their order itself.", "Nền tảng tự quyết định thứ tự.");
    private static readonly LocalizedText NotAll = new("Name all of them, each once.", "Phải nêu đủ các tin, mỗi tin một lần.");

    /// <param name="rule">Of the kind; null when the platform has none.</param>
    /// <param name="known">Those of the kind that are there.</param>
    /// <param name="id">Of the one to be changed; null for a new one.</param>
    public static IReadOnlyList<SettingProblem> Save(
        AutoMessageRule? rule, IReadOnlyList<AutoMessage> known, string? title, string? text, string? id)
    {
        if (rule is null)
            return [new SettingProblem("kind", NoKind)];
        var problems = new List<SettingProblem>();
        if (rule.TitleLength is { } longest)
            problems.AddRange(Length("title", title, longest));
        else if (!string.IsNullOrEmpty(title))
            problems.Add(new SettingProblem("title", NoTitle));
        problems.AddRange(Length("text", text, rule.TextLength));
        if (id is null && known.Count >= rule.Most)
            problems.Add(new SettingProblem("kind", new LocalizedText(
                $"There may be {rule.Most} of them at most.", $"Chỉ được có tối đa {rule.Most} tin loại này.")));
        var changed = known.FirstOrDefault(message => message.Id == id);
        if (id is not null && changed is null)
            problems.Add(new SettingProblem("id", Gone));
        if (changed is { Review: AutoMessageReview.Reviewing })
            problems.Add(new SettingProblem("text", InReview));
        return problems;
    }

    /// <summary>
    /// The id that a change is meant for. Where there may be one only it is the one that is there: a platform may give it a new id with each change,
    /// which whoever has a form open does not know.
    /// </summary>
    public static string? Meant(AutoMessageRule? rule, IReadOnlyList<AutoMessage> known, string? id) =>
        id is not null && rule is { Most: 1 } && known.Count == 1 ? known[0].Id : id;

    public static SettingProblem? Delete(AutoMessageRule? rule, string? id) =>
        rule is null ? new SettingProblem("kind", NoKind)
        : !rule.CanBeDeleted ? new SettingProblem("kind", CannotDelete)
        : string.IsNullOrEmpty(id) ? new SettingProblem("messageId", Missing) : null;

    public static SettingProblem? Switch(AutoMessageRule? rule) => rule is null ? new SettingProblem("kind", NoKind) : null;

    public static SettingProblem? Sort(AutoMessageRule? rule, IReadOnlyList<AutoMessage> known, IReadOnlyList<string> ids)
    {
        if (rule is null)
            return new SettingProblem("kind", NoKind);
        if (!rule.CanBeSorted)
            return new SettingProblem("kind", CannotSort);
        return ids.Order(StringComparer.Ordinal).SequenceEqual(known.Select(message => message.Id).Order(StringComparer.Ordinal))
            ? null
            : new SettingProblem("order", NotAll);
    }

    private static IEnumerable<SettingProblem> Length(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
            yield return new SettingProblem(field, Missing);
        else if (value.Length > longest)
            yield return new SettingProblem(field, new LocalizedText(
                $"At most {longest} characters; this has {value.Length}.", $"Tối đa {longest} ký tự; hiện có {value.Length}."));
    }
}
