using Hub.Connectors.Catalog;

namespace Hub.Tests.Connectors.Catalog;

public sealed class ContractFitTests
{
    [TestCase("3.2", true)]
    [TestCase("3.0", true)]
    [TestCase("2.99", true, Description = "the major before")]
    [TestCase("3.3", false)]
    [TestCase("4.0", false)]
    [TestCase("1.9", false)]
    public void The_host_runs_its_own_major_and_the_one_before(string contract, bool fits) =>
        Assert.That(ContractFit.Problem(contract, hostMajor: 3, hostMinor: 2) is null, Is.EqualTo(fits));
}
