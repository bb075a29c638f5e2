using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Automation;

namespace Hub.Api.Automation;

/// <summary>What is wrong with a rule, in words.</summary>
internal static class RuleProblems
{
    public static LocalizedText NoTerms { get; } = new(
        "Enter at least one word or phrase.", "Nhập ít nhất một từ hoặc cụm từ.");

    public static LocalizedText WrongTerm { get; } = new(
        "Each word or phrase has 1 to 200 characters.", "Mỗi từ hoặc cụm từ có từ 1 đến 200 ký tự.");

    public static LocalizedText WrongChoice(int most, int longest) => new(
        $"Enter at most {most} codes of 1 to {longest} characters.", $"Nhập tối đa {most} mã, mỗi mã từ 1 đến {longest} ký tự.");

    public static LocalizedText TooManyTerms { get; } = new(
        "A rule has at most 500 words and phrases.", "Một quy tắc có tối đa 500 từ và cụm từ.");

    public static LocalizedText WrongPattern { get; } = new(
        "This is no pattern that can be used: look-around and back references are not allowed.",
        "Mẫu không dùng được: không cho phép look-around và tham chiếu ngược.");

    public static LocalizedText NoActions { get; } = new("Say what is to be done.", "Hãy chọn việc cần làm.");

    public static LocalizedText TooManyActions { get; } = new("A rule does at most 10 things.", "Một quy tắc làm tối đa 10 việc.");

    public static LocalizedText TwoReplies { get; } = new("A rule answers once.", "Một quy tắc chỉ trả lời một lần.");

    public static LocalizedText NoSuch { get; } = new("There is no such thing in this workspace.", "Không có mục này trong không gian làm việc.");

    public static LocalizedText Misfit { get; } = new(
        "This is not looked at by what sets the rule off.", "Điều kiện này không dùng được với sự kiện kích hoạt quy tắc.");

    public static LocalizedText NoOrder { get; } = new("Name rules, each once.", "Hãy nêu các quy tắc, mỗi quy tắc một lần.");

    public static LocalizedText NoSnooze { get; } = new("A rule cannot snooze or bin this way.", "Quy tắc không thể tạm ẩn hoặc đưa vào spam theo cách này.");

    public static LocalizedText TooMany { get; } = new(
        $"A workspace has at most {RuleDesk.Most} rules.", $"Một không gian làm việc có tối đa {RuleDesk.Most} quy tắc.");

    private static LocalizedText TooMuch(RuleLimit limit) => limit switch
    {
        RuleLimit.Terms => new(
            $"All rules that are on have at most {RuleLimits.MostTerms} words and phrases together. Switch one off first.",
            $"Mọi quy tắc đang bật có tổng cộng tối đa {RuleLimits.MostTerms} từ và cụm từ. Hãy tắt bớt quy tắc."),
        RuleLimit.Patterns => new(
            $"At most {RuleLimits.MostPatterns} rules that are on have a pattern. Switch one off first.",
            $"Tối đa {RuleLimits.MostPatterns} quy tắc đang bật có mẫu. Hãy tắt bớt quy tắc."),
        _ => new(
            $"All rules that are on name at most {RuleLimits.MostContacts} contacts together.",
            $"Mọi quy tắc đang bật có tổng cộng tối đa {RuleLimits.MostContacts} khách."),
    };

    public static ApiProblem Of(RuleAnswer answer) => answer switch
    {
        RuleAnswer.NameTaken => new ApiProblem(ProblemTypes.NameTaken),
        RuleAnswer.NoSuch missing => ApiProblem.Invalid(missing.Field, NoSuch),
        RuleAnswer.Misfit misfit => ApiProblem.Invalid(misfit.Field, Misfit),
        RuleAnswer.Wrong wrong => ApiProblem.Invalid(wrong.Problems),
        RuleAnswer.TooMuch much => ApiProblem.Invalid(much.Field, TooMuch(much.Limit)),
        RuleAnswer.TooMany => new ApiProblem(ProblemTypes.Refused, TooMany),
        _ => ApiProblem.NotFound,
    };
}
