from weijian.cli.main import main

main()
