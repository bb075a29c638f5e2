using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Identity;

namespace Hub.Api.Teams;

/// <summary>What was refused about members, roles and teams, as problem documents.</summary>
internal static class PeopleProblems
{
    private static readonly LocalizedText MoreThanOwn = new(
        "Nobody can give, take or change rights that they do not have themselves.",
        "Không ai có thể cấp, thu hồi hay thay đổi quyền mà chính mình không có.");

    private static readonly LocalizedText InUse = new("Members have this role. Give them another one first.", "Vẫn còn thành viên mang vai trò này. Hãy đổi vai trò của họ trước.");
    private static readonly LocalizedText BuiltIn = new("A built-in role cannot be changed.", "Không thể thay đổi vai trò có sẵn.");
    private static readonly LocalizedText NoSuchRole = new("There is no such role.", "Không có vai trò này.");
    private static readonly LocalizedText NoSuchTeam = new("There is no such team.", "Không có nhóm này.");
    private static readonly LocalizedText NoSuchMember = new("There is no such member.", "Không có thành viên này.");
    private static readonly LocalizedText TooShort = new(
        $"Enter at least {MemberIdentity.ShortestPassword} characters.", $"Nhập ít nhất {MemberIdentity.ShortestPassword} ký tự.");

    private static readonly LocalizedText TooUniform = new("Use at least 5 different characters.", "Dùng ít nhất 5 ký tự khác nhau.");
    private static readonly LocalizedText Guessable = new(
        "This password would be guessed first. Choose one without your name and without common words.",
        "Mật khẩu này rất dễ đoán. Hãy chọn mật khẩu không chứa tên của bạn và những từ phổ biến.");

    private static readonly LocalizedText AddressTaken = new("Somebody has this e-mail address already.", "Email này đã có người dùng.");

    public static ApiProblem Of(PeopleAnswer answer) => answer switch
    {
        PeopleAnswer.Taken => new ApiProblem(ProblemTypes.NameTaken),
        PeopleAnswer.MoreThanOwn => new ApiProblem(ProblemTypes.Forbidden, MoreThanOwn),
        PeopleAnswer.LastOwner => new ApiProblem(ProblemTypes.LastOwner),
        PeopleAnswer.NoSuchRole => ApiProblem.Invalid("roleId", NoSuchRole),
        PeopleAnswer.NoSuchTeam => ApiProblem.Invalid("teamIds", NoSuchTeam),
        PeopleAnswer.NoSuchMember => ApiProblem.Invalid("memberIds", NoSuchMember),
        PeopleAnswer.InUse => new ApiProblem(ProblemTypes.Conflict, InUse),
        PeopleAnswer.BuiltIn => new ApiProblem(ProblemTypes.Conflict, BuiltIn),
        _ => ApiProblem.NotFound,
    };

    /// <param name="field">Where the password was.</param>
    public static ApiProblem Of(IdentityResult failed, string field) => failed.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => ApiProblem.Invalid(field, TooShort),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => ApiProblem.Invalid(field, TooUniform),
        MemberIdentity.GuessablePassword => ApiProblem.Invalid(field, Guessable),
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => ApiProblem.Invalid("email", AddressTaken),
        _ => new ApiProblem(ProblemTypes.Conflict), // somebody else changed the member at the same moment
    };
}
