using Hub.Core.Contacts;

namespace Hub.Tests.Core.Contacts;

public sealed class PhoneNumberTests
{
    [TestCase("0912345678", ExpectedResult = "+84912345678")]
    [TestCase("091 234 56 78", ExpectedResult = "+84912345678")]
    [TestCase("0912.345.678", ExpectedResult = "+84912345678")]
    [TestCase("(+84) 912-345-678", ExpectedResult = "+84912345678")]
    [TestCase("+84 0912 345 678", ExpectedResult = "+84912345678", Description = "with a zero too many")]
    [TestCase("+84 (0)912 345 678", ExpectedResult = "+84912345678")]
    [TestCase("0084912345678", ExpectedResult = "+84912345678")]
    [TestCase("84912345678", ExpectedResult = "+84912345678", Description = "a plus that got lost")]
    [TestCase("912345678", ExpectedResult = "+84912345678", Description = "a zero that a spreadsheet ate")]
    [TestCase("024 3825 0000", ExpectedResult = "+842438250000")]
    [TestCase("+1 (555) 010-9999", ExpectedResult = "+15550109999")]
    [TestCase("+6591234567", ExpectedResult = "+6591234567")]
    [TestCase("12345", ExpectedResult = null)]
    [TestCase("0912345", ExpectedResult = null)]
    [TestCase("09123456789012", ExpectedResult = null)]
    [TestCase("8.49123E+10", ExpectedResult = null)]
    [TestCase("không có", ExpectedResult = null)]
    [TestCase("٠٩١٢٣٤٥٦٧٨", ExpectedResult = null)]
    [TestCase("+", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase("+0912345678", ExpectedResult = null)]
    public string? A_number_is_one_text_however_it_is_written(string text) => PhoneNumber.Normalize(text, "VN");

    [TestCase("020 7946 0958", "GB", ExpectedResult = "+442079460958")]
    [TestCase("555 010 9999", "US", ExpectedResult = "+15550109999")]
    [TestCase("1 555 010 9999", "US", ExpectedResult = "+15550109999")]
    [TestCase("06 1234 5678", "IT", ExpectedResult = "+390612345678", Description = "Italy's zero belongs to the number")]
    [TestCase("9123 4567", "SG", ExpectedResult = "+6591234567")]
    [TestCase("0912345678", "??", ExpectedResult = null)]
    public string? Without_a_country_code_it_is_of_the_given_country(string text, string country) => PhoneNumber.Normalize(text, country);

    [TestCase(" Lan@Example.COM ", ExpectedResult = "lan@example.com")]
    [TestCase("a@b", ExpectedResult = null)]
    [TestCase("a b@example.com", ExpectedResult = null)]
    [TestCase("a@@example.com", ExpectedResult = null)]
    [TestCase("a@.example.com", ExpectedResult = null)]
    [TestCase("@example.com", ExpectedResult = null)]
    public string? An_address_is_one_text_too(string text) => EmailAddress.Normalize(text);
}
