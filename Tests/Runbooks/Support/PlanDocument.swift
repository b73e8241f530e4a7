/// A plan in our own words that has what real plans of this kind have, and what the dialect adds.
enum PlanDocument {
    /// Nothing in it is annotated: what is in it, a reader of any Markdown would write.
    static let plain = """
        # ðŸš¨ Bring the shop back
        **Written:** at night

        ## Summary
        - **12 alerts** from the shop

        ### Causes
        1. **ðŸ”¥ Cause:** a file is missing

        ---

        ## PHASE 1: FIRST AID (0-20 minutes)

        ### 1.1 Mend the build âœ… DONE
        ```bash
        # DONE: the folder is part of the image again
        ```

        ### 1.2 Ship the image
        **Commands:**
        ```bash
        # Ship it
        ./ship.sh shop --rebuild

        # Look at it
        kubectl get deploy shop
        ```

        **Expected Outcome:**
        - âœ… the shop starts
        - âœ… health answers 200

        ### 1.3 Verify by hand
        ```bash
        # Through a tunnel
        kubectl port-forward deploy/shop 8080:80
        curl http://localhost:8080/health
        ```

        ## PHASE 2: INFRASTRUCTURE (20-80 minutes)

        ### 2.1 Build it

        #### Before
        ```bash
        cd infra
        terraform plan
        ```

        #### Now
        ```bash
        # All of it
        terraform apply -auto-approve

        # Made by this:
        # - a cache
        ```

        ### 2.2 Variables
        **File:** `infra/live.tfvars`
        ```hcl
        region = "nowhere-1"
        ```

        ### 2.3 Settings
        **Files to update:**
        - `conf/shop.yaml`
        - Everything is checked

        #### Values
        ```yaml
        host: <cache-host>
        ```

        ## PHASE 3: LOOK (80-100 minutes)

        ### 3.1 No marks are left
        ```bash
        grep -r "UNSET_VALUE" infra/
        ```

        ### 3.2 Database
        ```bash
        # By hand
        gcloud sql connect <db-name> --user=shop
        ```

        ### 3.3 Business
        **Success Criteria:**
        - âœ… people can buy

        ## ROLLBACK

        ### Back to the old image
        ```bash
        # 1. Back
        kubectl rollout undo deploy/shop

        # 2. Infrastructure
        cd infra
        terraform apply -target=<resource>
        ```

        ### Rollback Validation
        - the old shop answers

        ## SUCCESS METRICS
        - **Errors:** fewer than 5 an hour

        ## TIMELINE

        | Phase | Time |
        |-------|------|
        | **1** | 0-20 |
        """
}
