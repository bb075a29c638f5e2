using Microsoft.AspNetCore.Identity;

namespace Hub.Core.Teams;

/// <summary>Refuses the passwords that are guessed first: the member's own name or address, and the most common ones.</summary>
internal sealed class MemberPasswords : IPasswordValidator<Member>
{
    // Of those long enough to pass the other rules, the ones that lists of leaked passwords begin with, and their Vietnamese kin.
    private static readonly string[] Common =
    [
        "password", "matkhau", "qwertyuiop", "1q2w3e4r5t", "1qaz2wsx3edc", "iloveyou", "administrator", "welcome", "letmein", "123456789",
        "987654321", "0123456789", "asdfghjkl", "zxcvbnm", "khongbiet", "anhyeuem", "emyeuanh", "changeme", "superman", "football",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password) =>
        Task.FromResult(password is null || IsGuessable(user, password)
            ? IdentityResult.Failed(new IdentityError { Code = MemberIdentity.GuessablePassword })
            : IdentityResult.Success);

    // A common word with a few digits is as common: "password123".
    private static bool IsGuessable(Member member, string password)
    {
        var rest = password.Trim().ToLowerInvariant();
        string[] own = [member.Email, member.Email.Split('@')[0], member.Name.Replace(" ", "", StringComparison.Ordinal)];
        return own.Concat(Common).Where(word => word.Length >= 5)
            .Any(word => rest.Contains(word.ToLowerInvariant(), StringComparison.Ordinal) && rest.Length - word.Length < 5);
    }
}
