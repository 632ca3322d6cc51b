namespace Pipeline.Tests.Architecture;

public sealed class RepositoryTests
{
    [Fact]
    public void The_repository_root_holds_the_solution() => Assert.True(File.Exists(Path.Combine(Repository.Root, "Pipeline.sln")));
}
